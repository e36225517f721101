import type { Adjustment, AllocationFigures } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { Plural, Trans } from '@lingui/react/macro';
import { memo, useMemo, useState } from 'react';
import { liftOf } from '../model/lifted';

/** What a floor costs and whom it freezes. */
export const LiftedSchools = memo(function LiftedSchools({ adjustment, result }: { adjustment: Adjustment; result: AllocationFigures | undefined }) {
  const [isOpen, setOpen] = useState(false);
  const lift = useMemo(() => (result === undefined ? null : liftOf(result, adjustment.adjustment_id)), [result, adjustment.adjustment_id]);
  if (lift === null) return null;
  return (
    <div className="rounded-md bg-sunken p-3 text-sm">
      <p className="font-semibold">
        {lift.schools.length === 0 ? (
          <Trans>No school needs it: it costs nothing.</Trans>
        ) : (
          <Trans>
            It costs {formatDollars(lift.costCents)} and freezes{' '}
            <Plural value={lift.schools.length} one="# school" other="# schools" />.
          </Trans>
        )}
      </p>
      {lift.payers.length > 0 && (
        <p className="mt-0.5 text-muted">
          <Plural value={lift.payers.length} one="# school pays for it." other="# schools pay for it." />
        </p>
      )}
      {lift.schools.length > 0 && (
        <details className="mt-2" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary className="cursor-pointer font-medium text-accent">
            <Trans>Which schools</Trans>
          </summary>
          <ul className="mt-1 max-h-48 space-y-1 overflow-y-auto">
            {isOpen && lift.schools.map((school) => (
              <li key={school.schoolId} className="flex justify-between gap-3">
                <span>{school.name}</span>
                <span className="tabular-nums">{formatDollars(school.cents)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
});
