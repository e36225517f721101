import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import { DiffValue } from '@kit/diff-value';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import { Loading } from '@kit/skeleton';
import type { CountVersion, Scenario } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatDecimal } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { comparisonQuery } from '../api/count-versions';
import { type CountRow, countRows } from '../model/count-rows';
import { calledOf } from './basis-names';

type CompareCountsProps = { scenario: Scenario; versions: readonly CountVersion[]; used: number };

const dollarsOrDash = (cents: number | null) => (cents === null ? '–' : formatDollars(cents));
const sum = (rows: readonly CountRow[], of: (row: CountRow) => number | null) => rows.reduce((total, row) => total + (of(row) ?? 0), 0);

/** The same formula with two versions of the counts. */
export function CompareCounts({ scenario, versions, used }: CompareCountsProps) {
  const { t, i18n } = useLingui();
  const [first, setFirst] = useState(() => versions.find((version) => version.version !== used)?.version ?? used);
  const [second, setSecond] = useState(used);
  const comparison = useQuery(comparisonQuery(scenario.scenario_id, scenario.version, [first, second]));
  const items = versions.map((version) => ({ id: String(version.version), label: version.label === '' ? t`Version ${version.version}` : t`Version ${version.version}, ${calledOf(version, i18n)}` }));
  const refused = comparison.data?.results.filter((result) => result.refusal !== null) ?? [];
  const rows = comparison.data === undefined ? [] : countRows(comparison.data);
  const largest = Math.max(0, ...rows.map((row) => Math.abs(row.changeCents ?? 0)));
  return (
    <Card title={t`What each would give`} description={t`The formula and all other data stay the same.`} flush>
      <div className="grid gap-4 px-4 pb-4 sm:grid-cols-2 sm:px-6">
        <Select label={t`From`} items={items} selected={String(first)} onSelect={(version) => setFirst(Number(version))} />
        <Select label={t`To`} items={items} selected={String(second)} onSelect={(version) => setSecond(Number(version))} />
      </div>
      {comparison.isError ? (
        <div className="p-6">
          <ProblemPanel error={comparison.error} onRetry={() => void comparison.refetch()} />
        </div>
      ) : comparison.data === undefined ? (
        <div className="p-6">
          <Loading />
        </div>
      ) : (
        <>
          {refused.map((result) => (
            <div key={result.version} className="px-4 pb-4 sm:px-6">
              <Notice tone="warning" title={<Trans>Version {result.version} cannot be paid</Trans>}>
                {result.refusal}
              </Notice>
            </div>
          ))}
          <DataTable
            caption={t`The same formula with two counts, largest losses first`}
            rows={rows}
            rowId={(row) => row.schoolId}
            initialSort={{ columnId: 'change', direction: 'ascending' }}
            columns={[
              { id: 'name', header: t`School`, cell: (row) => row.name, sortValue: (row) => row.name, footer: <Trans>{rows.length} schools</Trans> },
              {
                id: 'pupils',
                header: t`Pupils`,
                align: 'end',
                cell: (row) => `${row.pupilsBefore === null ? '–' : formatDecimal(row.pupilsBefore)} → ${formatDecimal(row.pupilsAfter)}`,
                sortValue: (row) => Number(row.pupilsAfter) - Number(row.pupilsBefore ?? 0),
              },
              { id: 'before', header: t`Version ${first}`, align: 'end', hideBelow: 'md', cell: (row) => dollarsOrDash(row.beforeCents), sortValue: (row) => row.beforeCents, footer: formatDollars(sum(rows, (row) => row.beforeCents)) },
              { id: 'after', header: t`Version ${second}`, align: 'end', hideBelow: 'sm', cell: (row) => dollarsOrDash(row.afterCents), sortValue: (row) => row.afterCents, footer: formatDollars(sum(rows, (row) => row.afterCents)) },
              { id: 'change', header: t`Change`, align: 'end', cell: (row) => <DiffValue value={row.changeCents} largest={largest} />, sortValue: (row) => row.changeCents, footer: <DiffValue value={sum(rows, (row) => row.changeCents)} /> },
            ]}
          />
        </>
      )}
    </Card>
  );
}
