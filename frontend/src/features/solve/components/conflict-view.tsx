import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import type { SolveAnswer, SolveConflict } from '@lib/api-types';
import { formatCents } from '@lib/money';
import { formatWhole } from '@lib/number-format';
import type { SettingName } from '@lib/setting-words';
import { Trans, useLingui } from '@lingui/react/macro';
import { ChangeList } from './change-list';
import { useGoalWords } from './goal-words';

export type ConflictViewProps = { answer: SolveAnswer; conflict: SolveConflict; nameOf: (setting: SettingName) => string };

/** Goals that stand against each other, and what it takes that one of them gives way. */
export function ConflictView({ answer, conflict, nameOf }: ConflictViewProps) {
  const { t } = useLingui();
  const words = useGoalWords();
  if (conflict.goals.length === 0) {
    const missing = formatCents(conflict.shortfall_cents);
    return (
      <Notice tone="negative" title={t`The money does not suffice within these bounds.`}>
        <Trans>At least {missing} is missing, whichever values are chosen. Widen the bounds, lower a fixed rate or a promise, or let another payer pay.</Trans>
      </Notice>
    );
  }
  const tried = formatWhole(answer.tried);
  return (
    <div className="space-y-6">
      <Notice tone="warning" title={conflict.goals.length === 1 ? t`One goal is out of reach.` : t`These goals cannot be met together.`}>
        {conflict.proof === 'proved' ? (
          <Trans>Every combination within your bounds was calculated. Leave out any one of these goals and the others of this list can be met.</Trans>
        ) : (
          <Trans>{tried} policies were calculated from several starting points and none meets them all. Leave out any one of these goals and the others of this list can be met.</Trans>
        )}
      </Notice>
      <ol className="space-y-4">
        {conflict.prices.map((price) => {
          const goal = answer.goals[price.goal];
          if (goal === undefined || goal.target === null) return null;
          const title = words.title(goal.kind);
          const reached = words.figure(goal, price.reached);
          const asked = words.figure(goal, goal.target);
          const gap = words.figure(goal, Math.abs(price.reached - goal.target));
          const bounds = answer.conflict === null ? [] : price.changes.filter((change) => price.at_bounds.includes(change.setting.setting));
          return (
            <li key={price.goal}>
              <Card level={3} title={title}>
                <p>
                  {goal.at_least ? (
                    <Trans>
                      You asked for at least {asked}. While the other goals hold, <strong>{reached}</strong> can be had: {gap} less.
                    </Trans>
                  ) : (
                    <Trans>
                      You asked for at most {asked}. While the other goals hold, <strong>{reached}</strong> is the least: {gap} more.
                    </Trans>
                  )}
                </p>
                {!price.meets_all_others && (
                  <p className="mt-2 text-sm text-muted">
                    <Trans>Goals outside this list would still be missed there.</Trans>
                  </p>
                )}
                {price.changes.length > 0 && (
                  <details className="mt-3">
                    <summary className="cursor-pointer font-medium text-accent">
                      <Trans>The policy that reaches it</Trans>
                    </summary>
                    <div className="mt-2">
                      <ChangeList changes={price.changes} nameOf={nameOf} />
                    </div>
                    {bounds.length > 0 && (
                      <p className="mt-2 text-sm text-muted">
                        <Trans>Some settings stand at their bound there: with more room more may be had.</Trans>
                      </p>
                    )}
                  </details>
                )}
              </Card>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
