import { Badge } from '@kit/badge';
import { Icon } from '@kit/icon';
import { Loading } from '@kit/skeleton';
import type { AllocationResult, PolicySource } from '@lib/api-types';
import { formatShortDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useId } from 'react';
import { type Editing, sourceName } from './editing';
import { CONTROL_WORDS, DISTRIBUTION_WORDS } from './policy-words';

// The editors weigh more than the rest of the studio, and nobody opens all at once.
const SourceDecisions = lazy(async () => ({ default: (await import('./source-decisions')).SourceDecisions }));

type SourceCardProps = {
  editing: Editing;
  source: PolicySource;
  result: AllocationResult | undefined;
  isOpen: boolean;
  hasFault: boolean;
  onToggle: () => void;
};

/** All decisions about one revenue source; closed, it says in a line what was decided. */
export function SourceCard({ editing, source, result, isOpen, hasFault, onToggle }: SourceCardProps) {
  const { i18n } = useLingui();
  const id = useId();
  const figures = editing.sources.get(source.source_id);
  const saved = editing.saved.sources.find((one) => one.source_id === source.source_id);
  const isChanged = JSON.stringify(saved) !== JSON.stringify(source);
  return (
    <section aria-labelledby={id} className="border-b border-line last:border-b-0">
      <h3>
        <button
          type="button"
          id={id}
          aria-expanded={isOpen}
          onClick={onToggle}
          className="flex w-full cursor-pointer items-start gap-2 px-4 py-3 text-left sm:px-5 hover:bg-sunken focus-visible:-outline-offset-2"
        >
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} className="mt-0.5 text-muted" />
          <span className="min-w-0 grow">
            <span className="flex items-baseline justify-between gap-3">
              <span className="font-semibold">{sourceName(editing, source.source_id)}</span>
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
      {isOpen && (
        <Suspense fallback={<div className="p-5"><Loading lines={6} /></div>}>
          <SourceDecisions editing={editing} source={source} result={result} />
        </Suspense>
      )}
    </section>
  );
}
