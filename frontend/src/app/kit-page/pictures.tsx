import { ChartFrame } from '@charts/chart-frame';
import { DecileBars } from '@charts/decile-bars';
import { DenseScatter } from '@charts/dense-scatter';
import { Histogram } from '@charts/histogram';
import { Scatter } from '@charts/scatter';
import { TradeOff } from '@charts/trade-off';
import { Waterfall } from '@charts/waterfall';
import { YearLines } from '@charts/year-lines';
import { Card } from '@kit/card';
import { formatDollars, formatShortDollars } from '@lib/money';
import { formatBp, formatDecimal } from '@lib/number-format';
import { useState } from 'react';
import { Sample, Samples } from './sample';
import { BARS, COSTS, FORMULAS, LINES, POINTS, SPANS, STEPS, TODAY, YEARS } from './sample-series';

const weight = (value: number) => formatDecimal(value.toFixed(2));
const LEVELS = ['Elementary', 'Middle', 'High'].map((label) => ({ id: label, label }));

export function Pictures() {
  const [formula, setFormula] = useState<number | null>(840);
  const [cost, setCost] = useState<string | null>('6');
  return (
    <Card title="Charts" description="Each says one thing in words, shows its data as a table, and gives both away.">
      <Samples>
        <Sample of="scatter">
          <Scatter
            title="Dollars per pupil by poverty"
            finding="Each 10 points more poverty bring $262 more per pupil."
            points={POINTS}
            groups={LEVELS}
            xAxis={{ label: 'Pupils in poverty', format: formatBp }}
            yAxis={{ label: 'Dollars per pupil', format: formatDollars }}
            fit={{ x1: 0, y1: 772_000, x2: 9_200, y2: 1_011_000 }}
          />
        </Sample>
        <Sample of="dense-scatter">
          <DenseScatter
            title="2,000 formulas: what they cost and how steep they are"
            finding="No formula that costs less than $4M brings the neediest tenth 20% more."
            points={FORMULAS}
            xAxis={{ label: 'Cost of holding harmless', format: formatShortDollars }}
            yAxis={{ label: 'More for the neediest tenth', format: formatBp }}
            table={{ headers: ['Cost', 'More'], rows: () => FORMULAS.slice(0, 20).map((point) => [formatDollars(point.x), formatBp(point.y)]) }}
            reference={{ index: TODAY, label: 'Today' }}
            selected={formula}
            onSelect={setFormula}
          />
        </Sample>
        <Sample of="decile-bars">
          <DecileBars
            title="Dollars per pupil by tenth of schools"
            finding="The neediest tenth gets 28% more per pupil than the least needy; today it is 16%."
            bars={BARS}
            axisLabel="Schools in tenths, by need"
            valueLabel="With these weights"
            format={formatDollars}
          />
        </Sample>
        <Sample of="histogram">
          <Histogram
            title="Weights that people chose for poverty"
            finding="Half of the 214 people chose between 0.20 and 0.45."
            bars={SPANS}
            marks={[
              { id: 'today', label: 'Today', value: 0.25 },
              { id: 'middle', label: 'Middle of the answers', value: 0.34 },
            ]}
            format={weight}
            valueLabel="Weight"
            countLabel="People"
            height={300}
          />
        </Sample>
        <Sample of="year-lines">
          <YearLines
            title="Dollars per pupil over the years"
            finding="Without a change the reserve is used up in 2030–31."
            times={YEARS}
            lines={LINES}
            format={formatDollars}
          />
        </Sample>
        <Sample of="trade-off">
          <TradeOff
            title="What a higher floor costs"
            finding="Each point above 96% costs twice as much as the one before."
            points={COSTS}
            today={{ x: 9_500, y: 380_000_000 }}
            xAxis={{ label: 'Floor', format: formatBp }}
            yAxis={{ label: 'Cost', format: formatShortDollars }}
            selectedId={cost}
            onSelect={setCost}
          />
        </Sample>
        <Sample of="waterfall">
          <Waterfall title="How Alvarado’s budget comes about" finding="Two thirds come from the base, a fifth from need." steps={STEPS} />
        </Sample>
        <Sample of="chart-frame">
          <ChartFrame
            title="Shares of the money"
            finding="Four of five dollars go to schools."
            table={{ headers: ['Part', 'Share'], rows: () => [['Schools', '81.2%'], ['Central office', '18.8%']] }}
            note="A frame takes any drawing; this one is two boxes."
          >
            <div aria-hidden="true" className="flex h-16 gap-px">
              <span className="flex-1 rounded-md bg-accent" />
              <span className="w-12 rounded-md bg-edge" />
            </div>
          </ChartFrame>
        </Sample>
      </Samples>
    </Card>
  );
}
