import { Badge } from '@kit/badge';
import type { Column } from '@kit/data-table';
import { DiffValue } from '@kit/diff-value';
import { Why } from '@kit/why';
import { formatDollars, formatShortDollars } from '@lib/money';
import { formatBpChange, formatDecimal, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useMemo } from 'react';
import { type SchoolRow, totalsOf } from '../model/school-rows';
import { useIsWide } from './use-is-wide';
import type { Watched } from './use-watched';
import { WatchButton } from './watch-button';

/** From a billion dollars on, sums of parts to the dollar would push the last column out of sight on a desk. */
const LONG_SUM_CENTS = 100_000_000_000;

type AdjustedProps = { row: SchoolRow; figure: 'top_up' | 'reduction'; cents: number; title: string };

function Adjusted({ row, figure, cents, title }: AdjustedProps) {
  if (cents === 0) return <span className="text-muted">–</span>;
  return (
    <Why subject={{ school_id: row.schoolId, figure }} title={title}>
      {formatDollars(cents)}
    </Why>
  );
}

/** Under a sum: what of it comes with needs. What every pupil brings is the rest. */
const below = (words: string | null) => words !== null && <span className="block font-normal whitespace-nowrap text-muted">{words}</span>;

type ChangeProps = { row: SchoolRow; figure: 'change' | 'change_share'; title: string; children: ReactNode };

function Change({ row, figure, title, children }: ChangeProps) {
  if (figure === 'change' ? row.changeCents === null : row.changeBp === null) return children;
  return (
    <Why subject={{ school_id: row.schoolId, figure }} title={title}>
      {children}
    </Why>
  );
}

type SchoolColumnsProps = {
  /** Every school; these decide which columns there are. */
  rows: readonly SchoolRow[];
  /** Those that the filters leave; these are summed. */
  shown: readonly SchoolRow[];
  watched: Watched;
};

/** What the table says of every school, with the arithmetic of each figure behind it. */
export function useSchoolColumns({ rows, shown, watched }: SchoolColumnsProps): Column<SchoolRow>[] {
  const { t } = useLingui();
  const totals = useMemo(() => totalsOf(shown), [shown]);
  const largest = useMemo(() => rows.reduce((most, row) => Math.max(most, Math.abs(row.changeCents ?? 0)), 0), [rows]);
  const hasTopUps = rows.some((row) => row.topUpCents !== 0);
  const hasReductions = rows.some((row) => row.reductionCents !== 0);
  const hasCurrent = rows.some((row) => row.currentCents !== null);
  const isWide = useIsWide();
  const formatSum = !isWide && totals.totalCents >= LONG_SUM_CENTS ? formatShortDollars : formatDollars;
  const ofNeed = (cents: number | null) => (cents === null ? null : t`need ${formatShortDollars(cents)}`);
  return [
    {
      id: 'name',
      header: t`School`,
      cell: (row) => row.name,
      sortValue: (row) => row.name,
      footer: <Trans>{formatWhole(shown.length)} schools</Trans>,
    },
    {
      id: 'pupils',
      header: t`Pupils`,
      align: 'end',
      cell: (row) => <Why subject={{ school_id: row.schoolId, figure: 'pupils' }} title={`${row.name}: ${t`Pupils`}`}>{formatDecimal(row.pupilCount)}</Why>,
      sortValue: (row) => row.pupilCount,
      footer: formatDecimal(Math.round(totals.pupilCount * 100) / 100),
    },
    {
      id: 'formula',
      header: t`Formula`,
      align: 'end',
      cell: (row) => (
        <>
          <Why subject={{ school_id: row.schoolId, figure: 'formula' }} title={`${row.name}: ${t`Formula`}`}>{formatDollars(row.formulaCents)}</Why>
          {below(ofNeed(row.needCents))}
        </>
      ),
      sortValue: (row) => row.formulaCents,
      footer: (
        <>
          {formatSum(totals.formulaCents)}
          {below(ofNeed(totals.needCents))}
        </>
      ),
    },
    ...(hasTopUps
      ? [
          {
            id: 'top_up',
            header: t`Top-up`,
            align: 'end' as const,
            cell: (row: SchoolRow) =>
              row.isHeldHarmless ? (
                <span className="inline-flex flex-col items-end">
                  <Adjusted row={row} figure="top_up" cents={row.topUpCents} title={`${row.name}: ${t`Top-up`}`} />
                  <Badge icon="lock">
                    <Trans>held</Trans>
                  </Badge>
                </span>
              ) : (
                <Adjusted row={row} figure="top_up" cents={row.topUpCents} title={`${row.name}: ${t`Top-up`}`} />
              ),
            sortValue: (row: SchoolRow) => row.topUpCents,
            footer: formatSum(totals.topUpCents),
          },
        ]
      : []),
    ...(hasReductions
      ? [
          {
            id: 'reduction',
            header: t`Reduction`,
            align: 'end' as const,
            cell: (row: SchoolRow) => <Adjusted row={row} figure="reduction" cents={row.reductionCents} title={`${row.name}: ${t`Reduction`}`} />,
            sortValue: (row: SchoolRow) => row.reductionCents,
            footer: formatSum(totals.reductionCents),
          },
        ]
      : []),
    {
      id: 'total',
      header: t`Total`,
      align: 'end',
      cell: (row) => (
        <strong className="font-semibold">
          <Why subject={{ school_id: row.schoolId }} title={row.name}>{formatDollars(row.totalCents)}</Why>
        </strong>
      ),
      sortValue: (row) => row.totalCents,
      footer: formatDollars(totals.totalCents),
    },
    ...(hasCurrent && (isWide || !hasTopUps)
      ? [
          {
            id: 'current',
            header: t`Now`,
            align: 'end' as const,
            cell: (row: SchoolRow) =>
              row.currentCents === null ? '–' : (
                <Why subject={{ school_id: row.schoolId, figure: 'current' }} title={`${row.name}: ${t`Now`}`}>{formatDollars(row.currentCents)}</Why>
              ),
            sortValue: (row: SchoolRow) => row.currentCents,
            footer: totals.currentCents === null ? '–' : formatDollars(totals.currentCents),
          },
        ]
      : []),
    ...(hasCurrent
      ? [
          {
            id: 'change',
            header: t`Change`,
            align: 'end' as const,
            cell: (row: SchoolRow) => (
              <>
                <Change row={row} figure="change" title={`${row.name}: ${t`Change`}`}>
                  <DiffValue value={row.changeCents} largest={largest} />
                </Change>
                {!isWide && row.changeBp !== null && <span className="block text-muted">{formatBpChange(row.changeBp)}</span>}
              </>
            ),
            sortValue: (row: SchoolRow) => row.changeCents,
            footer: <DiffValue value={totals.changeCents} />,
          },
        ]
      : []),
    ...(hasCurrent && isWide
      ? [
          {
            id: 'change_bp',
            header: t`Change`,
            unit: '%',
            align: 'end' as const,
            cell: (row: SchoolRow) => (
              <Change row={row} figure="change_share" title={`${row.name}: ${t`Change`}`}>
                <DiffValue value={row.changeBp} unit="bp" />
              </Change>
            ),
            sortValue: (row: SchoolRow) => row.changeBp,
          },
        ]
      : []),
    {
      id: 'watch',
      header: t`In view`,
      hideBelow: 'md',
      align: 'end',
      cell: (row) => <WatchButton schoolId={row.schoolId} name={row.name} watched={watched} />,
      sortValue: (row) => (watched.has(row.schoolId) ? 0 : 1),
    },
  ];
}
