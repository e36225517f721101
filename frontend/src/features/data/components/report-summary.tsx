import { Card } from '@kit/card';
import { districtSettingsQuery } from '@lib/district';
import { formatDecimal, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
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

/** The first rows as they would be stored. */
export function Preview({ report }: { report: Report }) {
  const { t } = useLingui();
  const headers = [...new Set(report.preview.flatMap((row) => Object.keys(row)))].filter((header) =>
    report.preview.some((row) => row[header] !== '' && row[header] !== null && row[header] !== undefined),
  );
  if (report.preview.length === 0) return null;
  return (
    <details className="rounded-lg border border-line">
      <summary className="cursor-pointer px-4 py-3 font-semibold">
        <Trans>Preview: the first {report.preview.length} rows as they would be stored</Trans>
      </summary>
      <section aria-label={t`Preview`} tabIndex={0} className="max-h-80 overflow-auto border-t border-line">
        <table className="w-full border-separate border-spacing-0 text-left text-sm">
          <thead>
            <tr>
              {headers.map((header) => (
                <th key={header} scope="col" className="sticky top-0 border-b border-edge bg-sunken px-3 py-2 font-semibold whitespace-nowrap">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.preview.map((row) => (
              <tr key={headers.map((header) => row[header]).join('|')}>
                {headers.map((header) => (
                  <td key={header} className="border-b border-line px-3 py-1.5 whitespace-nowrap tabular-nums">
                    {row[header]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
