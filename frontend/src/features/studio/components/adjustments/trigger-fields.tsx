import { Checkbox } from '@kit/checkbox';
import { MoneyInput } from '@kit/money-input';
import { RadioGroup } from '@kit/radio-group';
import type { Trigger } from '@lib/api-types';
import { formatShortDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { setAdjustment } from '../../model/policy-edits';
import { needName } from '../editing';
import { useProblemAt } from '../rule-problems';
import type { AdjustmentFieldsProps } from './fields-props';
import { MoreSettings } from './more-settings';
import { MovedMoney } from './moved-money';

/** The formula begins when there is enough money for it; until then it is shown and not paid. */
export function TriggerFields({ editing, adjustment, result }: AdjustmentFieldsProps<Trigger>) {
  const { t } = useLingui();
  const { canEdit } = editing;
  const problem = useProblemAt('revenue_cents');
  const change = (part: Partial<Trigger>) => editing.edit(setAdjustment({ ...adjustment, ...part }));
  const needs = editing.policy.need_categories.filter((need) => need !== 'all');
  const waiting = new Set(adjustment.need_categories ?? []);
  const isOwnRevenue = adjustment.revenue_source_ids !== null && adjustment.revenue_source_ids !== undefined;
  const counted = [...editing.sources.values()]
    .filter((source) => (adjustment.revenue_source_ids ? adjustment.revenue_source_ids.includes(source.source_id) : !source.restricted))
    .reduce((sum, source) => sum + source.amount_cents, 0);
  return (
    <div className="space-y-4 border-l-2 border-line pl-4">
      <MoneyInput
        label={t`The formula is paid once revenue reaches`}
        description={isOwnRevenue ? t`Now: ${formatShortDollars(counted)} in the sources that are counted` : t`Now: ${formatShortDollars(counted)} of unrestricted money`}
        isRequired
        isReadOnly={!canEdit}
        errorMessage={problem}
        value={adjustment.revenue_cents}
        onChange={(cents) => cents !== null && change({ revenue_cents: cents })}
      />
      <RadioGroup
        label={t`Until then schools receive`}
        isDisabled={!canEdit}
        items={[
          { id: 'current_budgets', label: t`what they have now, scaled to the money there is` },
          { id: 'without_weights', label: t`the formula without some weights`, isDisabled: needs.length === 0 },
        ]}
        selected={adjustment.until}
        onSelect={(until) => change({ until, need_categories: until === 'without_weights' ? needs : [] })}
      />
      {adjustment.until === 'without_weights' && (
        <fieldset>
          <legend className="mb-1 text-sm font-semibold">
            <Trans>Weights that wait</Trans>
          </legend>
          {needs.map((need) => (
            <Checkbox
              key={need}
              label={needName(editing, need)}
              isSelected={waiting.has(need)}
              isDisabled={!canEdit || (waiting.has(need) && waiting.size === 1)}
              onChange={(waits) => change({ need_categories: waits ? [...waiting, need] : [...waiting].filter((one) => one !== need) })}
            />
          ))}
        </fieldset>
      )}
      <MoreSettings editing={editing} adjustment={adjustment} />
      <MovedMoney adjustment={adjustment} result={result} />
    </div>
  );
}
