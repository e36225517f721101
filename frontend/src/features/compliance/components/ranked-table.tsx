import { Badge } from '@kit/badge';
import { DataTable } from '@kit/data-table';
import { MoneyInput } from '@kit/money-input';
import type { TitleOne, TitleOneSchool } from '@lib/api-types';
import { formatCents } from '@lib/money';
import { formatBp, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';

type RankedTableProps = {
  outcome: TitleOne;
  /** Absent for those who may only read. */
  onPerChild?: (schoolId: string, cents: number | null) => void;
};

/** The schools in the order of serving, with what a child brings, typed in place. */
export function RankedTable({ outcome, onPerChild }: RankedTableProps) {
  const { t } = useLingui();
  const { district, money } = outcome;
  return (
    <DataTable
      caption={t`Ranked by share of low-income children; the district has ${formatBp(district.share_bp)}. An empty amount means that the school is not served.`}
      rows={outcome.schools}
      rowId={(school) => school.school_id}
      columns={[
        {
          id: 'position',
          header: t`School`,
          width: 18,
          cell: (school) => (
            <span>
              <span className="text-muted tabular-nums">{school.position}.</span> {school.name}
            </span>
          ),
          sortValue: (school) => school.position,
          footer: <Trans>{district.served_count} schools served</Trans>,
        },
        { id: 'span', header: t`Grade span`, hideBelow: 'lg', cell: (school) => school.span, sortValue: (school) => school.span },
        {
          id: 'children',
          header: t`Low-income children`,
          align: 'end',
          hideBelow: 'md',
          cell: (school) => (
            <Trans>
              {formatWhole(school.low_income)} of {formatWhole(Number(school.children))}
            </Trans>
          ),
          sortValue: (school) => school.low_income,
          footer: formatWhole(district.low_income),
        },
        { id: 'share', header: t`Share`, align: 'end', cell: (school) => formatBp(school.share_bp), sortValue: (school) => school.share_bp, footer: formatBp(district.share_bp) },
        { id: 'standing', header: t`Standing`, hideBelow: 'sm', cell: (school) => <Standing school={school} />, sortValue: (school) => Number(school.served) },
        {
          id: 'per_child',
          header: t`Per child`,
          align: 'end',
          width: 9,
          cell: (school) =>
            onPerChild === undefined ? (
              school.per_child_cents === null ? '–' : formatCents(school.per_child_cents)
            ) : (
              <MoneyInput
                label={t`Per child at ${school.name}`}
                hideLabel
                className="min-w-28"
                value={school.per_child_cents}
                isDisabled={school.low_income === 0}
                onChange={(cents) => onPerChild(school.school_id, cents)}
              />
            ),
          sortValue: (school) => school.per_child_cents,
        },
        {
          id: 'amount',
          header: t`Amount`,
          align: 'end',
          hideBelow: 'sm',
          cell: (school) => (school.amount_cents === null ? '–' : formatCents(school.amount_cents)),
          sortValue: (school) => school.amount_cents,
          footer: formatCents(money.allocated_cents),
        },
      ]}
    />
  );
}

function Standing({ school }: { school: TitleOneSchool }) {
  const { t } = useLingui();
  if (school.skipped) return <Badge tone="warning">{t`Skipped`}</Badge>;
  if (school.served) return <Badge tone="positive">{school.serve_first ? t`Served first` : school.programme === 'schoolwide' ? t`Served, schoolwide` : t`Served, targeted`}</Badge>;
  if (school.eligible) return <Badge tone="accent">{t`Eligible, not served`}</Badge>;
  return <Badge>{t`Not eligible`}</Badge>;
}
