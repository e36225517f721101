import { YearLines } from '@charts/year-lines';
import { Card } from '@kit/card';
import { ComboBox } from '@kit/combo-box';
import { Notice } from '@kit/notice';
import { StatTile } from '@kit/stat-tile';
import type { Projection } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatCents, formatDollarChange, formatShortDollars } from '@lib/money';
import { formatBpChange } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { allSchools, changesOverTime, extremes, schoolYears } from '../model/year-rows';
import { SchoolYearsTable } from './school-years-table';
import { YearFacts } from './year-facts';

const MOST_CHOSEN = 3;

/** What the years bring: the story in a chart, each year's facts, and every school. */
export function ProjectionView({ projection }: { projection: Projection }) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const rows = schoolYears(projection);
  const years = projection.years.filter((year) => year.totals_cents !== null);
  const refused = projection.years.find((year) => year.refusal !== null);
  const together = allSchools(rows, t`All schools together`);
  const ends = extremes(rows);
  const picked = rows.filter((row) => chosen.includes(row.schoolId) && !ends.includes(row));
  const lines = [together, ...ends, ...picked];
  const hasBefore = together.beforeCents !== null;
  const times = [...(hasBefore ? [t`Now`] : []), ...years.map((year) => fiscalYearName(year.fiscal_year))];
  const last = years.at(-1);
  const [most, least] = ends;
  return (
    <div className="space-y-6">
      {refused?.refusal && (
        <Notice tone="warning" title={<Trans>From {fiscalYearName(refused.fiscal_year)} on the money does not suffice</Trans>}>
          <p>{refused.refusal.detail}</p>
          <ul className="mt-2 list-disc pl-5">
            {refused.refusal.relax.map((way) => (
              <li key={way}>{way}</li>
            ))}
          </ul>
        </Notice>
      )}
      {last !== undefined && (
        <>
          <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
            <StatTile
              label={<Trans>To schools in {fiscalYearName(last.fiscal_year)}</Trans>}
              value={formatShortDollars(last.to_schools_cents ?? 0)}
              note={together.changeCents !== null && formatDollarChange(together.changeCents)}
            />
            <StatTile
              label={<Trans>Schools with more by then</Trans>}
              value={rows.filter((row) => (row.changeCents ?? 0) > 0).length}
              note={<Trans>{rows.filter((row) => (row.changeCents ?? 0) < 0).length} with less</Trans>}
            />
            <StatTile label={<Trans>Lifted to a floor in {fiscalYearName(last.fiscal_year)}</Trans>} value={last.held_count ?? 0} note={<Trans>costs {formatCents(last.top_up_cents ?? 0)}</Trans>} />
            <StatTile label={<Trans>Left in reserve by then</Trans>} value={formatShortDollars(last.reserve_cents ?? 0)} />
          </div>
          <Card>
            <YearLines
              title={hasBefore ? t`Change from the current budget` : t`Change from the first year`}
              finding={
                most?.changeBp !== undefined && least?.changeBp !== undefined ? (
                  <Trans>
                    By {fiscalYearName(last.fiscal_year)} all schools together are at {formatBpChange(together.changeBp ?? 0)}; {most.name} at{' '}
                    {formatBpChange(most.changeBp ?? 0)}, {least.name} at {formatBpChange(least.changeBp ?? 0)}.
                  </Trans>
                ) : (
                  <Trans>
                    By {fiscalYearName(last.fiscal_year)} all schools together are at {formatBpChange(together.changeBp ?? 0)}.
                  </Trans>
                )
              }
              times={times}
              lines={lines.map((row) => ({ id: row.schoolId, label: row.name, values: aligned(changesOverTime(row), times.length) }))}
              format={formatBpChange}
              reference={0}
            />
            <div data-print="hide" className="mt-4 max-w-sm">
              <ComboBox
                label={t`Add a school to the chart`}
                items={rows.filter((row) => !lines.includes(row)).map((row) => ({ id: row.schoolId, label: row.name }))}
                selected={null}
                onSelect={(id) => id !== null && setChosen([id, ...chosen].slice(0, MOST_CHOSEN))}
              />
            </div>
          </Card>
          <YearFacts projection={projection} />
          <Card title={t`School by school`} flush>
            <SchoolYearsTable rows={rows} together={together} years={years.map((year) => year.fiscal_year)} />
          </Card>
        </>
      )}
    </div>
  );
}

/** A school without a current budget begins one place later. */
const aligned = (values: readonly (number | null)[], length: number): (number | null)[] => [
  ...Array.from({ length: length - values.length }, () => null),
  ...values,
];
