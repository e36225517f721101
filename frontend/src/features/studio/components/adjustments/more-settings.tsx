import { Loading } from '@kit/skeleton';
import type { Adjustment } from '@lib/api-types';
import { Plural, Trans } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import { settingsMade } from '../../model/settings-made';
import type { Editing } from '../editing';

const MoreFields = lazy(async () => ({ default: (await import('./more-fields')).MoreFields }));

/** What most districts leave as it is; closed, it still says whether something in it is set. */
export function MoreSettings({ editing, adjustment }: { editing: Editing; adjustment: Adjustment }) {
  const [isOpen, setOpen] = useState(false);
  const made = settingsMade(adjustment);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer py-1 text-sm font-medium text-accent">
        <Trans>More settings</Trans>
        {made > 0 && (
          <span className="font-normal text-muted">
            {' '}
            (<Plural value={made} one="# is set" other="# are set" />)
          </span>
        )}
      </summary>
      {isOpen && (
        <Suspense fallback={<Loading lines={3} />}>
          <MoreFields editing={editing} adjustment={adjustment} />
        </Suspense>
      )}
    </details>
  );
}
