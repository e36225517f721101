import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import { districtSettingsQuery } from '@lib/district';
import { formatDecimal, formatWhole } from '@lib/number-format';
import { Plural, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { Report } from '../api/imports';

/** Sums to hold against the file's own, before anything is stored. */
export function ControlTotals({ report }: { report: Report }) {
  const { t } = useLingui();
  const { data: settings } = useQuery(districtSettingsQuery);
  const staffTotals: Record<string, string> = {
    people: t`People`,
    fte: t`Full-time equivalents`,
    salaries: t`Salaries`,
    benefits: t`Benefits`,
    'paid by federal money': t`Paid by federal money`,
  };
  const spendingTotals: Record<string, string> = {
    pupils: t`Pupils`,
    federal_personnel: t`Federal, staff`,
    federal_other: t`Federal, other`,
    state_local_personnel: t`State and local, staff`,
    state_local_other: t`State and local, other`,
    spent_centrally: t`Spent centrally`,
    spent: t`Spent in all`,
  };
  const nameOf = (label: string): string => {
    if (label === 'rows') return t`Rows to be stored`;
    if (label === 'schools') return t`Schools`;
    if (label === 'all sources') return t`All sources`;
    if (label === 'total') return t`Without a source`;
    if (report.kind === 'actual_expenditures') return spendingTotals[label] ?? label;
    if (report.kind === 'staff') return staffTotals[label] ?? label;
    const need = settings?.need_categories.find((one) => one.need_category === label);
    if (need !== undefined) return need.name;
    return label
      .split('|')
      .map((code) => settings?.levels.find((one) => one.level === code)?.name ?? code)
      .join(', ');
  };
  return (
    <Card level={3} title={t`Control totals`} description={t`Hold these against the totals of your own file.`}>
      <dl className="space-y-1.5">
        <Line term={t`Rows read`}>{formatWhole(report.row_count)}</Line>
        <Line term={t`Rows without an error`}>{formatWhole(report.accepted_count)}</Line>
        {report.control_totals.map((total) => (
          <Line key={total.label} term={nameOf(total.label)}>
            {/^\d+(\.\d+)?$/.test(String(total.value)) ? formatDecimal(total.value) : total.value}
          </Line>
        ))}
      </dl>
    </Card>
  );
}

function Line({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="min-w-0 text-sm text-muted">{term}</dt>
      <dd className="text-right font-semibold whitespace-nowrap tabular-nums">{children}</dd>
    </div>
  );
}

type PreviewRow = { row: Report['preview'][number]; place: number };

/** The first rows as they would be stored. */
export function Preview({ report }: { report: Report }) {
  const { t } = useLingui();
  const headers = [...new Set(report.preview.flatMap((row) => Object.keys(row)))].filter((header) =>
    report.preview.some((row) => row[header] !== '' && row[header] !== null && row[header] !== undefined),
  );
  // Rows of a file may be the same.
  const rows: PreviewRow[] = report.preview.map((row, place) => ({ row, place }));
  if (rows.length === 0) return null;
  return (
    <details className="rounded-lg border border-line">
      <summary className="cursor-pointer px-4 py-3 font-semibold">
        <Plural value={report.preview.length} one="Preview: the first row as it would be stored" other="Preview: the first # rows as they would be stored" />
      </summary>
      <DataTable
        caption={t`Preview`}
        hideCaption
        maxHeight="20rem"
        rows={rows}
        rowId={({ place }) => String(place)}
        columns={headers.map((header) => ({ id: header, header, cell: ({ row }: PreviewRow) => <span className="tabular-nums">{row[header]}</span> }))}
      />
    </details>
  );
}
