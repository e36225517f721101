import { Card } from '@kit/card';
import { type Column, DataTable } from '@kit/data-table';
import { DiffValue } from '@kit/diff-value';
import { RadioGroup } from '@kit/radio-group';
import { TextField } from '@kit/text-field';
import { Why } from '@kit/why';
import type { ComparedScenario, Comparison } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatBp, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo, useState } from 'react';
import { type ComparedRow, comparedRows, perPupil, sumOf } from '../model/compared-rows';

type Measure = 'total' | 'per_pupil' | 'change';

const shown = (cents: number | null): string => (cents === null ? '–' : formatDollars(cents));

/** Every school across the scenarios: totals, dollars for one pupil, or what changes. */
export function SchoolComparison({ comparison }: { comparison: Comparison }) {
  const { t } = useLingui();
  const [measure, setMeasure] = useState<Measure>('total');
  const [search, setSearch] = useState('');
  const all = useMemo(() => comparedRows(comparison), [comparison]);
  const wanted = search.trim().toLowerCase();
  const rows = wanted === '' ? all : all.filter((row) => `${row.name} ${row.schoolId}`.toLowerCase().includes(wanted));
  const columns = comparison.scenarios.map((scenario, at) => scenarioColumn(scenario, at, measure, rows, all));
  return (
    <Card title={t`School by school`} flush>
      <DataTable
        key={measure}
        caption={
          measure === 'total'
            ? t`Totals in dollars; schools where the scenarios lie furthest apart first`
            : measure === 'per_pupil'
              ? t`Dollars for one pupil; schools where the scenarios lie furthest apart first`
              : t`Change in dollars: the first scenario against today, the others against the first`
        }
        rows={rows}
        rowId={(row) => row.schoolId}
        initialSort={{ columnId: 'spread', direction: 'descending' }}
        toolbar={
          <>
            <TextField label={t`Find a school`} type="search" value={search} onChange={setSearch} className="w-56 max-w-full" />
            <RadioGroup
              label={t`Show`}
              isInline
              items={[
                { id: 'total', label: <Trans>Totals</Trans> },
                { id: 'per_pupil', label: <Trans>For one pupil</Trans> },
                { id: 'change', label: <Trans>Changes</Trans> },
              ]}
              selected={measure}
              onSelect={setMeasure}
            />
          </>
        }
        columns={[
          { id: 'name', header: t`School`, cell: (row) => row.name, sortValue: (row) => row.name, footer: <Trans>{formatWhole(rows.length)} schools</Trans> },
          { id: 'pupils', header: t`Pupils`, align: 'end', hideBelow: 'md', cell: (row) => formatWhole(row.pupils), sortValue: (row) => row.pupils, footer: formatWhole(rows.reduce((sum, row) => sum + row.pupils, 0)) },
          ...(comparison.need_category === null
            ? []
            : [{ id: 'need', header: t`In need`, align: 'end' as const, hideBelow: 'lg' as const, cell: (row: ComparedRow) => (row.needShareBp === null ? '–' : formatBp(row.needShareBp)), sortValue: (row: ComparedRow) => row.needShareBp }]),
          {
            id: 'today',
            header: t`Today`,
            align: 'end',
            hideBelow: 'lg',
            cell: (row) => shown(measure === 'per_pupil' ? perPupil(row.currentCents, row.pupils) : row.currentCents),
            sortValue: (row) => row.currentCents,
            footer: measure === 'per_pupil' ? undefined : shown(sumOf(rows.map((row) => row.currentCents))),
          },
          ...columns,
          { id: 'spread', header: t`Apart by`, align: 'end', hideBelow: 'md', cell: (row) => formatDollars(row.spreadCents), sortValue: (row) => row.spreadCents },
        ]}
      />
    </Card>
  );
}

function scenarioColumn(scenario: ComparedScenario, at: number, measure: Measure, rows: readonly ComparedRow[], all: readonly ComparedRow[]): Column<ComparedRow> {
  const id = `scenario-${at}`;
  if (measure === 'change') {
    const largest = all.reduce((most, row) => Math.max(most, Math.abs(row.changes[at] ?? 0)), 0);
    return {
      id,
      header: scenario.name,
      align: 'end',
      // The others are measured against the first, which no single scenario's arithmetic can show.
      cell: (row) =>
        at === 0 && row.changes[at] != null ? (
          <Why origin={{ scenarioId: scenario.scenario_id }} subject={{ school_id: row.schoolId, figure: 'change' }} title={`${row.name}, ${scenario.name}`}>
            <DiffValue value={row.changes[at]} largest={largest} />
          </Why>
        ) : (
          <DiffValue value={row.changes[at] ?? null} largest={largest} />
        ),
      sortValue: (row) => row.changes[at] ?? null,
      footer: <DiffValue value={sumOf(rows.map((row) => row.changes[at] ?? null))} />,
    };
  }
  const value = (row: ComparedRow) => (measure === 'total' ? (row.totals[at] ?? null) : perPupil(row.totals[at] ?? null, row.pupils));
  return {
    id,
    header: scenario.name,
    align: 'end',
    cell: (row) =>
      value(row) === null ? (
        '–'
      ) : (
        <Why
          origin={{ scenarioId: scenario.scenario_id }}
          subject={{ school_id: row.schoolId, ...(measure === 'per_pupil' && { figure: 'per_pupil' as const }) }}
          title={`${row.name}, ${scenario.name}`}
        >
          {shown(value(row))}
        </Why>
      ),
    sortValue: value,
    footer: measure === 'total' ? shown(sumOf(rows.map(value))) : undefined,
  };
}
