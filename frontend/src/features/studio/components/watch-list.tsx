import { DiffValue } from '@kit/diff-value';
import { Icon } from '@kit/icon';
import type { AllocationFigures } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatBpChange } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import type { Watched } from './use-watched';

type WatchListProps = { result: AllocationFigures; watched: Watched; onOpen: (schoolIndex: number) => void };

/** Chosen schools at the foot of the screen, whatever else is being looked at. */
export const WatchList = memo(function WatchList({ result, watched, onOpen }: WatchListProps) {
  const { t } = useLingui();
  const places = watched.ids.map((id) => result.school_ids.indexOf(id)).filter((place) => place >= 0);
  if (places.length === 0) return null;
  return (
    <section aria-label={t`Schools in view`} data-print="hide" className="sticky bottom-0 z-20 -mx-1 rounded-t-lg border border-b-0 border-edge bg-surface px-3 py-2 shadow-raised">
      <h2 className="sr-only">
        <Trans>Schools in view</Trans>
      </h2>
      <ul className="flex gap-2 overflow-x-auto">
        {places.map((place) => {
          const name = result.school_names[place] ?? '';
          const id = result.school_ids[place] ?? '';
          return (
            <li key={id} className="flex shrink-0 items-center gap-1 rounded-md bg-sunken py-1 pl-3">
              <button type="button" onClick={() => onOpen(place)} className="cursor-pointer rounded-sm text-left text-sm hover:text-accent pointer-coarse:min-h-11">
                <span className="block max-w-44 truncate font-semibold">{name}</span>
                <span className="flex items-baseline gap-2 tabular-nums">
                  {formatDollars(result.totals_cents[place] ?? 0)}
                  <DiffValue value={result.change_cents[place] ?? null} />
                  {typeof result.change_bp[place] === 'number' && <span className="text-muted">{formatBpChange(result.change_bp[place])}</span>}
                </span>
              </button>
              <button
                type="button"
                aria-label={t`Let ${name} go out of view`}
                onClick={() => watched.toggle(id)}
                className="inline-flex size-8 cursor-pointer items-center justify-center rounded-md text-muted hover:text-ink pointer-coarse:size-11"
              >
                <Icon name="close" />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
});
