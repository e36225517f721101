import { IconButton } from '@kit/icon-button';
import { MoneyInput } from '@kit/money-input';
import { PercentInput } from '@kit/percent-input';
import { Select, type SelectItem } from '@kit/select';
import type { Goal } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';
import { useGoalWords } from './goal-words';

export type GoalRowProps = {
  goal: Goal;
  needs: readonly SelectItem[];
  sources: readonly SelectItem[];
  onChange: (goal: Goal) => void;
  onRemove: () => void;
};

/** One goal as a sentence with its figures to type in. */
export function GoalRow({ goal, needs, sources, onChange, onRemove }: GoalRowProps) {
  const { t } = useLingui();
  const words = useGoalWords();
  const title = words.title(goal.kind);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 rounded-lg border border-line p-4">
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        <p className="mt-0.5 text-sm text-muted">{words.meaning(goal.kind)}</p>
        <div className="mt-3 grid gap-3 sm:grid-cols-2">
          <Figures goal={goal} needs={needs} sources={sources} onChange={onChange} />
        </div>
      </div>
      <IconButton icon="close" label={t`Remove the goal “${title}”`} onPress={onRemove} />
    </li>
  );
}

function Figures({ goal, needs, sources, onChange }: Omit<GoalRowProps, 'onRemove'>) {
  const { t } = useLingui();
  switch (goal.kind) {
    case 'equity_slope':
      return (
        <>
          <MoneyInput
            label={t`At least, per pupil`}
            description={t`For every 10 points more of the need’s share.`}
            value={goal.cents_per_ten_points}
            onChange={(cents) => cents !== null && onChange({ ...goal, cents_per_ten_points: cents })}
            allowNegative
          />
          <Select label={t`Need`} items={needs} selected={goal.need_category} onSelect={(need_category) => onChange({ ...goal, need_category })} />
        </>
      );
    case 'largest_loss':
      return (
        <PercentInput
          label={t`At most`}
          description={t`Of the school’s current budget. 0 means that nobody loses.`}
          value={goal.percent_bp}
          onChange={(percent_bp) => percent_bp !== null && onChange({ ...goal, percent_bp })}
        />
      );
    case 'school_control':
      return <PercentInput label={t`At least`} value={goal.percent_bp} onChange={(percent_bp) => percent_bp !== null && onChange({ ...goal, percent_bp })} />;
    case 'minimum_budget':
      return (
        <MoneyInput
          label={t`Minimum per pupil`}
          description={t`Leave empty to take the policy’s own minimum budgets.`}
          value={goal.per_pupil_cents ?? null}
          onChange={(per_pupil_cents) => onChange({ ...goal, per_pupil_cents })}
        />
      );
    case 'at_least':
      return (
        <>
          <MoneyInput label={t`At least`} value={goal.amount_cents} onChange={(amount_cents) => amount_cents !== null && onChange({ ...goal, amount_cents })} />
          <Select
            label={t`Counted`}
            items={[
              { id: 'pupil', label: t`for each pupil` },
              { id: 'school', label: t`for each school` },
            ]}
            selected={goal.per ?? 'school'}
            onSelect={(per) => onChange({ ...goal, per: per as 'pupil' | 'school' })}
          />
        </>
      );
    case 'base':
      return (
        <>
          <MoneyInput label={t`At least, per pupil`} value={goal.amount_cents} onChange={(amount_cents) => amount_cents !== null && onChange({ ...goal, amount_cents })} />
          <Select label={t`From`} items={sources} selected={goal.source_id} onSelect={(source_id) => onChange({ ...goal, source_id })} />
        </>
      );
    case 'reserve':
      return <MoneyInput label={t`At least`} value={goal.amount_cents} onChange={(amount_cents) => amount_cents !== null && onChange({ ...goal, amount_cents })} />;
    case 'budget_fixed':
      return null;
  }
}
