import type { Adjustment, AllocationFigures } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { Plural, Trans } from '@lingui/react/macro';
import { memo, useMemo } from 'react';
import { liftOf } from '../../model/lifted';

/** What an adjustment that shares the same total in another way moves, and between how many schools. */
export const MovedMoney = memo(function MovedMoney({ adjustment, result }: { adjustment: Adjustment; result: AllocationFigures | undefined }) {
  const lift = useMemo(() => (result === undefined ? null : liftOf(result, adjustment.adjustment_id)), [result, adjustment.adjustment_id]);
  if (lift === null) return null;
  return (
    <p className="rounded-md bg-sunken p-3 text-sm font-semibold">
      {lift.schools.length === 0 && lift.payers.length === 0 ? (
        <Trans>It moves nothing.</Trans>
      ) : (
        <Trans>
          It moves {formatDollars(lift.costCents)}, from <Plural value={lift.payers.length} one="# school" other="# schools" /> to{' '}
          <Plural value={lift.schools.length} one="# school" other="# schools" />.
        </Trans>
      )}
    </p>
  );
});
