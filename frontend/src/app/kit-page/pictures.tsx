import { DecileBars } from '@charts/decile-bars';
import { Scatter } from '@charts/scatter';
import { Waterfall } from '@charts/waterfall';
import { Card } from '@kit/card';
import { formatDollars } from '@lib/money';
import { formatBp } from '@lib/number-format';
import { SAMPLE_SCHOOLS } from './sample-schools';

const perPupil = (cents: number, pupils: number) => Math.round(cents / pupils);

const POINTS = SAMPLE_SCHOOLS.map((school) => ({
  id: school.id,
  label: school.name,
  group: school.level,
  x: Math.round(school.povertyShare * 10_000),
  y: perPupil(school.totalCents, school.pupils),
}));

const BARS = Array.from({ length: 10 }, (_, decile) => ({
  id: String(decile + 1),
  label: `Tenth ${decile + 1}`,
  value: 760_000 + decile * 24_000,
  before: 790_000 + decile * 14_000,
}));

export function Pictures() {
  return (
    <Card title="Charts" description="Each says one thing in words, and gives its data away.">
      <div className="grid grid-cols-1 gap-10 lg:grid-cols-2">
        <Scatter
          title="Dollars per pupil by poverty"
          finding="Each 10 points more poverty bring $262 more per pupil."
          points={POINTS}
          groups={[
            { id: 'Elementary', label: 'Elementary' },
            { id: 'Middle', label: 'Middle' },
            { id: 'High', label: 'High' },
          ]}
          xAxis={{ label: 'Pupils in poverty', format: formatBp }}
          yAxis={{ label: 'Dollars per pupil', format: formatDollars }}
          fit={{ x1: 0, y1: 772_000, x2: 9_200, y2: 1_011_000 }}
        />
        <DecileBars
          title="Dollars per pupil by tenth of schools"
          finding="The neediest tenth gets 28% more per pupil than the least needy; today it is 16%."
          bars={BARS}
          axisLabel="Schools from least to most need, in tenths"
          valueLabel="With these weights"
          format={formatDollars}
        />
        <Waterfall
          title="How Alvarado’s budget comes about"
          finding="Two thirds come from the base, a fifth from need."
          steps={[
            { id: 'base', label: 'Base by level', amount_cents: 187_050_000, kind: 'change' },
            { id: 'poverty', label: 'Poverty', amount_cents: 41_230_000, kind: 'change' },
            { id: 'el', label: 'English learners', amount_cents: 18_400_000, kind: 'change' },
            { id: 'formula', label: 'Formula', amount_cents: 246_680_000, kind: 'total' },
            { id: 'gainers', label: 'Given to schools under their floor', amount_cents: -3_120_000, kind: 'change' },
            { id: 'total', label: 'Budget', amount_cents: 243_560_000, kind: 'total' },
          ]}
        />
      </div>
    </Card>
  );
}
