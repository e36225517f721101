import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import { Why } from '@kit/why';
import type { Comparison } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { useLingui } from '@lingui/react/macro';

type SourceRow = { sourceId: string; name: string; restricted: boolean; amountCents: number; toSchools: (number | null)[] };

function sourceRows(comparison: Comparison): SourceRow[] {
  const rows = new Map<string, SourceRow>();
  for (const [at, scenario] of comparison.scenarios.entries()) {
    for (const source of scenario.outcome?.sources ?? []) {
      const row = rows.get(source.source_id) ?? {
        sourceId: source.source_id,
        name: source.name,
        restricted: source.restricted,
        amountCents: source.amount_cents,
        toSchools: comparison.scenarios.map(() => null),
      };
      row.toSchools[at] = source.to_schools_cents;
      rows.set(source.source_id, row);
    }
  }
  return [...rows.values()];
}

/** What reaches the schools of each source, scenario by scenario. */
export function ComparedSources({ comparison }: { comparison: Comparison }) {
  const { t } = useLingui();
  const rows = sourceRows(comparison);
  return (
    <Card title={t`Source by source`} flush>
      <DataTable
        caption={t`What reaches the schools, in dollars`}
        rows={rows}
        rowId={(row) => row.sourceId}
        columns={[
          { id: 'name', header: t`Source`, cell: (row) => row.name, sortValue: (row) => row.name, footer: t`All sources` },
          { id: 'kind', header: t`Kind`, hideBelow: 'md', cell: (row) => (row.restricted ? t`Restricted` : t`Unrestricted`), sortValue: (row) => (row.restricted ? 1 : 0) },
          { id: 'amount', header: t`Amount`, align: 'end', hideBelow: 'md', cell: (row) => formatDollars(row.amountCents), sortValue: (row) => row.amountCents },
          ...comparison.scenarios.map((scenario, at) => ({
            id: `scenario-${at}`,
            header: scenario.name,
            align: 'end' as const,
            cell: (row: SourceRow) =>
              row.toSchools[at] === null || row.toSchools[at] === undefined ? (
                '–'
              ) : (
                <Why origin={{ scenarioId: scenario.scenario_id }} subject={{ source_id: row.sourceId, figure: 'to_schools' }} title={`${row.name}, ${scenario.name}`}>
                  {formatDollars(row.toSchools[at])}
                </Why>
              ),
            sortValue: (row: SourceRow) => row.toSchools[at] ?? null,
            footer:
              scenario.outcome === null ? (
                '–'
              ) : (
                <Why origin={{ scenarioId: scenario.scenario_id }} subject={{ figure: 'to_schools' }} title={scenario.name}>
                  {formatDollars(scenario.outcome.to_schools_cents)}
                </Why>
              ),
          })),
        ]}
      />
    </Card>
  );
}
