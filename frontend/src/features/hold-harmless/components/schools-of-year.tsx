import { Badge } from '@kit/badge';
import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import { DiffValue } from '@kit/diff-value';
import { StatTile } from '@kit/stat-tile';
import { Why, type WhySubject } from '@kit/why';
import type { HoldHarmlessOutlook, HoldHarmlessYear } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDollars } from '@lib/money';
import { formatNumber } from '@lib/number-format';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';

const dollars = (cents: number) => (cents === 0 ? '–' : formatNumber(cents / 100, 'whole'));

const why = (row: { id: string; name: string }, label: string, cents: number, figure?: WhySubject['figure']) =>
  cents === 0 ? '–' : <Why subject={{ school_id: row.id, figure }} title={`${row.name}: ${label}`}>{dollars(cents)}</Why>;

/** Each school in one year: what it is lifted by, what it pays, and where that leaves it. */
export function SchoolsOfYear({ outlook, year }: { outlook: HoldHarmlessOutlook; year: HoldHarmlessYear }) {
  const { t } = useLingui();
  const rows = outlook.school_ids.map((id, index) => {
    const current = outlook.current_cents[index] ?? null;
    const total = year.totals_cents[index] ?? 0;
    return {
      id,
      name: outlook.school_names[index] ?? id,
      current,
      topUp: year.top_up_cents[index] ?? 0,
      paid: year.reduction_cents[index] ?? 0,
      total,
      atFloor: year.at_floor[index] ?? false,
      change: current === null ? null : total - current,
    };
  });
  const lifted = rows.filter((row) => row.topUp > 0);
  const paying = rows.filter((row) => row.paid > 0);
  const cost = lifted.reduce((sum, row) => sum + row.topUp, 0);
  const fromSchools = paying.reduce((sum, row) => sum + row.paid, 0);
  const largest = Math.max(0, ...rows.map((row) => Math.abs(row.change ?? 0)));
  const name = fiscalYearName(year.fiscal_year);
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-3">
        <StatTile label={t`Top-ups in ${name}`} value={formatDollars(cost)} note={<Plural value={lifted.length} one="# school needs one" other="# schools need one" />} />
        <StatTile label={t`Paid by other schools`} value={formatDollars(fromSchools)} note={<Plural value={paying.length} one="# school pays" other="# schools pay" />} />
        <StatTile label={t`Paid from central money and reserves`} value={formatDollars(cost - fromSchools)} note={<Trans>Top-ups less what schools pay: nothing is left over.</Trans>} />
      </div>
      <Card title={t`School by school, ${name}`} flush>
        <DataTable
          caption={t`Top-ups, payments and totals by school, ${name}`}
          hideCaption
          rows={rows}
          rowId={(row) => row.id}
          initialSort={{ columnId: 'topUp', direction: 'descending' }}
          columns={[
            { id: 'school', header: t`School`, cell: (row) => <SchoolName {...row} topUpWhy={why(row, t`Top-up`, row.topUp, 'top_up')} paidWhy={why(row, t`Pays`, row.paid, 'reduction')} />, sortValue: (row) => row.name, width: 16 },
            { id: 'current', header: t`Today`, unit: '$', align: 'end', hideBelow: 'md', cell: (row) => (row.current === null ? '–' : why(row, t`Today`, row.current, 'current')), sortValue: (row) => row.current },
            { id: 'topUp', header: t`Top-up`, unit: '$', align: 'end', hideBelow: 'sm', cell: (row) => why(row, t`Top-up`, row.topUp, 'top_up'), sortValue: (row) => row.topUp },
            { id: 'paid', header: t`Pays`, unit: '$', align: 'end', hideBelow: 'sm', cell: (row) => why(row, t`Pays`, row.paid, 'reduction'), sortValue: (row) => row.paid },
            { id: 'total', header: t`Receives`, unit: '$', align: 'end', hideBelow: 'sm', cell: (row) => why(row, t`Receives`, row.total), sortValue: (row) => row.total },
            { id: 'change', header: t`Against today`, align: 'end', cell: (row) => <DiffValue value={row.change} largest={largest} />, sortValue: (row) => row.change },
          ]}
        />
      </Card>
    </>
  );
}

type SchoolNameProps = { name: string; topUp: number; topUpWhy: ReactNode; paid: number; paidWhy: ReactNode; atFloor: boolean };

/** On a phone, what a school is lifted by and what it pays stand below its name. */
function SchoolName({ name, topUp, topUpWhy, paid, paidWhy, atFloor }: SchoolNameProps) {
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {name}
      <span className="w-full text-sm font-normal sm:hidden">
        {topUp > 0 && <Trans>Top-up ($): {topUpWhy}</Trans>}
        {paid > 0 && <Trans>Pays ($): {paidWhy}</Trans>}
      </span>
      {atFloor && (
        <Badge tone="warning">
          <Trans>at its floor</Trans>
        </Badge>
      )}
    </span>
  );
}
