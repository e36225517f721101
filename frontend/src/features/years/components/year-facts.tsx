import { Badge } from '@kit/badge';
import { Card } from '@kit/card';
import { TwoWayTable } from '@kit/two-way-table';
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
      <TwoWayTable
        caption={t`Each year`}
        rowHeader={t`Fiscal year`}
        columns={years.map((year) => ({ id: String(year.fiscal_year), label: <span className="whitespace-nowrap">{fiscalYearName(year.fiscal_year)}</span> }))}
        rows={facts}
        cell={(row, column) => {
          const index = years.findIndex((year) => String(year.fiscal_year) === column);
          const year = years[index];
          return year !== undefined && <span className="whitespace-nowrap">{facts.find((fact) => fact.id === row)?.of(year, index)}</span>;
        }}
      />
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
