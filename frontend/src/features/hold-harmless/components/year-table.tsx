import { Badge } from '@kit/badge';
import { DataTable } from '@kit/data-table';
import type { HoldHarmlessYear, Policy } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatCents, formatDollars } from '@lib/money';
import { formatBp, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { usePayerWords } from './payer-words';

export type YearTableProps = { years: readonly HoldHarmlessYear[]; policy: Policy; selected: number; onSelect: (year: number) => void; nameOf: (sourceId: string) => string };

type Row = { id: string; year: HoldHarmlessYear; promise: HoldHarmlessYear['promises'][number] | null };

const counted = (count: number | undefined) => (count === undefined ? '–' : formatWhole(count));

function rowsOf(year: HoldHarmlessYear): Row[] {
  if (year.promises.length === 0) return [{ id: `${year.fiscal_year}`, year, promise: null }];
  return year.promises.map((promise) => ({ id: `${year.fiscal_year} ${promise.adjustment_id}`, year, promise }));
}

/** A row a year and promise; a year opens its schools below. */
export function YearTable({ years, selected, onSelect, nameOf }: YearTableProps) {
  const { t } = useLingui();
  const payerOf = usePayerWords(nameOf);
  const rows = years.flatMap(rowsOf);
  const selectedRow = rows.find((row) => row.year.fiscal_year === selected)?.id ?? null;
  return (
    <DataTable
      caption={t`Cost, schools lifted and schools that pay, by year`}
      hideCaption
      rows={rows}
      rowId={(row) => row.id}
      selectedRowId={selectedRow}
      onOpenRow={(row) => onSelect(row.year.fiscal_year)}
      columns={[
        {
          id: 'year',
          header: t`Year`,
          cell: (row) => (
            <>
              <span className="block whitespace-nowrap">{fiscalYearName(row.year.fiscal_year)}</span>
              <span className="block text-sm font-normal sm:hidden"><PromiseOf {...row} /></span>
            </>
          ),
          width: 7,
        },
        { id: 'promise', header: t`Promise`, align: 'end', hideBelow: 'sm', cell: (row) => <PromiseOf {...row} /> },
        {
          id: 'cost',
          header: t`Cost`,
          align: 'end',
          cell: (row) => (row.year.refusal !== null ? t`${formatCents(row.year.refusal.shortfall_cents)} missing` : row.promise === null ? '–' : formatDollars(row.promise.cost_cents)),
        },
        { id: 'lifted', header: t`Need a top-up`, unit: t`schools`, align: 'end', cell: (row) => counted(row.promise?.lifted_count) },
        { id: 'payer', header: t`Paid by`, hideBelow: 'md', cell: (row) => (row.promise === null ? '–' : payerOf(row.promise)), width: 20 },
        { id: 'paying', header: t`Pay`, unit: t`schools`, align: 'end', hideBelow: 'sm', cell: (row) => counted(row.promise?.paying_count) },
        { id: 'floor', header: t`Held at their floor`, unit: t`schools`, align: 'end', hideBelow: 'sm', cell: (row) => counted(row.promise?.at_floor_count) },
        { id: 'ceiling', header: t`Held at their ceiling`, unit: t`schools`, align: 'end', hideBelow: 'lg', cell: (row) => counted(row.promise?.at_ceiling_count) },
        { id: 'losing', header: t`Lose against today`, unit: t`schools`, align: 'end', hideBelow: 'md', cell: (row) => (row.year.refusal === null ? formatWhole(row.year.losing) : '–') },
      ]}
    />
  );
}

function PromiseOf({ year, promise }: Row) {
  if (year.refusal === null) return promise?.percent_bp == null ? (promise?.label ?? '–') : formatBp(promise.percent_bp);
  return (
    <Badge tone="negative">
      <Trans>cannot be paid</Trans>
    </Badge>
  );
}
