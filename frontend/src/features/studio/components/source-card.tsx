import { Badge } from '@kit/badge';
import { cx } from '@kit/class-names';
import { Icon } from '@kit/icon';
import { Loading } from '@kit/skeleton';
import type { AllocationFigures, PolicySource } from '@lib/api-types';
import { formatShortDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, memo, Suspense, useId } from 'react';
import type { PolicyFault } from '../model/gap';
import { isSame } from '../model/same';
import type { Editing, SourceFigures } from './editing';
import { CONTROL_WORDS, DISTRIBUTION_WORDS } from './policy-words';

// The editors weigh more than the rest of the studio, and nobody opens all at once.
const SourceDecisions = lazy(async () => ({ default: (await import('./source-decisions')).SourceDecisions }));

type SourceCardProps = {
  source: PolicySource;
  saved: PolicySource | undefined;
  /** Of the last result. */
  figures: SourceFigures | undefined;
  /** Given to the open one only, so that an edit draws no closed one again. */
  open: { editing: Editing; result: AllocationFigures | undefined; faults: readonly PolicyFault[] } | null;
  hasFault: boolean;
  onToggle: (sourceId: string) => void;
};

/** All decisions about one revenue source; closed, it says in a line what was decided. */
export const SourceCard = memo(function SourceCard({ source, saved, figures, open, hasFault, onToggle }: SourceCardProps) {
  const { i18n } = useLingui();
  const id = useId();
  const isChanged = !isSame(saved, source);
  return (
    <section
      aria-labelledby={id}
      className={cx('border-b border-line last:border-b-0', open === null && 'skip-unseen [contain-intrinsic-size:auto_4rem]')}
    >
      <h3>
        <button
          type="button"
          id={id}
          aria-expanded={open !== null}
          onClick={() => onToggle(source.source_id)}
          className="flex w-full cursor-pointer items-start gap-2 px-4 py-3 text-left sm:px-5 hover:bg-sunken focus-visible:-outline-offset-2"
        >
          <Icon name={open !== null ? 'chevron-down' : 'chevron-right'} className="mt-0.5 text-muted" />
          <span className="min-w-0 grow">
            <span className="flex items-baseline justify-between gap-3">
              <span className="font-semibold">{figures?.name || source.source_id}</span>
              {figures !== undefined && <span className="shrink-0 tabular-nums">{formatShortDollars(figures.amount_cents)}</span>}
            </span>
            <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
              <span>
                {i18n._(DISTRIBUTION_WORDS[source.distribution].name)} · {i18n._(CONTROL_WORDS[source.control].name)}
              </span>
              {isChanged && (
                <Badge tone="accent" icon="edit">
                  <Trans>Changed</Trans>
                </Badge>
              )}
              {hasFault && (
                <Badge tone="negative">
                  <Trans>Look here</Trans>
                </Badge>
              )}
            </span>
          </span>
        </button>
      </h3>
      {open !== null && (
        <Suspense fallback={<div className="p-5"><Loading lines={6} /></div>}>
          <SourceDecisions editing={open.editing} source={source} result={open.result} faults={open.faults} />
        </Suspense>
      )}
    </section>
  );
});
