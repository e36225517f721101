import { Button } from '@kit/button';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { ApiProblem } from '@lib/problem';
import { formatShortDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { infeasibilityOf, policyFaults } from '../model/gap';
import { type Editing, sourceName } from './editing';

type RefusalPanelProps = { editing: Editing; error: Error; hasResult: boolean; onRetry: () => void; onOpenSource: (sourceId: string) => void };

/** Why the policy on screen has no result: the money does not suffice, or a decision contradicts itself. */
export function RefusalPanel({ editing, error, hasResult, onRetry, onOpenSource }: RefusalPanelProps) {
  const { t } = useLingui();
  const infeasible = infeasibilityOf(error);
  const stays = hasResult && <p className="mt-2">{t`The figures below are those of the last policy that worked.`}</p>;
  if (infeasible !== null) {
    const sourceId = sourceAt(infeasible.pointer, editing);
    return (
      <Notice
        isAlert
        tone="negative"
        title={
          infeasible.shortfallCents === null || infeasible.shortfallCents === 0
            ? t`This policy cannot be carried out`
            : t`${formatShortDollars(infeasible.shortfallCents)} over: the money does not suffice`
        }
        actions={
          sourceId !== null && (
            <Button size="small" onPress={() => onOpenSource(sourceId)}>
              <Trans>Open {sourceName(editing, sourceId)}</Trans>
            </Button>
          )
        }
      >
        <p>{infeasible.detail}</p>
        {infeasible.relax.length > 0 && (
          <>
            <p className="mt-2 font-semibold text-ink">
              <Trans>Any one of these makes it possible:</Trans>
            </p>
            <ul className="list-disc pl-5 text-ink">
              {infeasible.relax.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </>
        )}
        {stays}
      </Notice>
    );
  }
  const faults = error instanceof ApiProblem && error.status === 422 ? policyFaults(error, editing.policy.sources.map((source) => source.source_id)) : [];
  if (faults.length === 0) return <ProblemPanel error={error} onRetry={onRetry} />;
  return (
    <Notice isAlert tone="negative" title={t`Some decisions do not fit together yet`}>
      <ul className="space-y-2">
        {faults.map((fault) => (
          <li key={`${fault.pointer} ${fault.message}`}>
            {fault.sourceId !== null && (
              <button
                type="button"
                onClick={() => fault.sourceId !== null && onOpenSource(fault.sourceId)}
                className="cursor-pointer font-semibold text-accent underline underline-offset-2"
              >
                {sourceName(editing, fault.sourceId)}
              </button>
            )}{' '}
            <span className="text-ink">{fault.message}</span> {fault.remedy}
          </li>
        ))}
      </ul>
      {stays}
    </Notice>
  );
}

function sourceAt(pointer: string | null, editing: Editing): string | null {
  const place = /\/sources\/(\d+)/.exec(pointer ?? '')?.[1];
  return place === undefined ? null : (editing.policy.sources[Number(place)]?.source_id ?? null);
}
