import { Badge } from '@kit/badge';
import { Card } from '@kit/card';
import type { Projection, ProjectedYear } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDollars } from '@lib/money';
import { formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';

type Fact = { id: string; label: ReactNode; of: (year: ProjectedYear, index: number) => ReactNode };

const dollars = (cents: number | null) => (cents === null ? '–' : formatDollars(cents));
const count = (value: number | null) => (value === null ? '–' : formatWhole(value));

/** Year beside year: what comes in, what applies, and whom it reaches. */
export function YearFacts({ projection }: { projection: Projection }) {
  const { t } = useLingui();
  const years = projection.years;
  const triggers = years[0]?.triggers ?? [];
  const facts: Fact[] = [
    { id: 'revenue', label: t`Revenue`, of: (year) => formatDollars(year.revenue_cents) },
    { id: 'pupils', label: t`Pupils`, of: (year) => formatWhole(Number(year.pupils)) },
    ...projection.settings.map((setting): Fact => ({ id: setting.text, label: setting.text, of: (_, index) => setting.values[index] ?? '–' })),
    ...triggers.map(
      (trigger): Fact => ({
        id: trigger.adjustment_id,
        label: <Trans>“{trigger.title}” from {formatDollars(trigger.needed_cents)}</Trans>,
        of: (year) => <TriggerState year={year} id={trigger.adjustment_id} />,
      }),
    ),
    { id: 'to-schools', label: t`To schools`, of: (year) => dollars(year.to_schools_cents) },
    { id: 'central', label: t`Held centrally`, of: (year) => dollars(year.central_cents) },
    { id: 'reserve', label: t`Left in reserve`, of: (year) => dollars(year.reserve_cents) },
    { id: 'top-ups', label: t`Top-ups to floors`, of: (year) => dollars(year.top_up_cents) },
    { id: 'gaining', label: t`Schools with more than the year before`, of: (year) => count(year.gaining) },
    { id: 'losing', label: t`Schools with less than the year before`, of: (year) => count(year.losing) },
  ];
  return (
    <Card title={t`Each year`} flush>
      <div role="group" aria-label={t`Each year`} tabIndex={0} className="relative overflow-x-auto border-t border-line">
        <table className="w-full text-left">
          <thead className="bg-sunken text-sm">
            <tr>
              <th scope="col" className="sticky left-0 min-w-44 bg-sunken px-4 py-2 font-semibold sm:px-6">
                <Trans>Fiscal year</Trans>
              </th>
              {years.map((year) => (
                <th key={year.fiscal_year} scope="col" className="px-4 py-2 text-right font-semibold whitespace-nowrap">
                  {fiscalYearName(year.fiscal_year)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => (
              <tr key={fact.id} className="border-t border-line">
                <th scope="row" className="sticky left-0 max-w-64 bg-surface px-4 py-2 font-medium sm:px-6">
                  {fact.label}
                </th>
                {years.map((year, index) => (
                  <td key={year.fiscal_year} className="px-4 py-2 text-right whitespace-nowrap tabular-nums">
                    {fact.of(year, index)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function TriggerState({ year, id }: { year: ProjectedYear; id: string }) {
  const state = year.triggers.find((trigger) => trigger.adjustment_id === id);
  if (state === undefined) return '–';
  return state.reached ? (
    <Badge tone="positive">
      <Trans>reached</Trans>
    </Badge>
  ) : (
    <Badge tone="warning">
      <Trans>{formatDollars(state.needed_cents - state.revenue_cents)} short</Trans>
    </Badge>
  );
}
