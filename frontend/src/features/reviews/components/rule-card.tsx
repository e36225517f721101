import { Card } from '@kit/card';
import { ProblemPanel } from '@kit/problem-panel';
import { RadioGroup } from '@kit/radio-group';
import { showToast } from '@kit/toast-queue';
import { useMe } from '@lib/session';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { publicationRuleQuery, useReplaceRule } from '../api/reviews';

/** What the district asks for before publishing; only who may publish sees and sets it. */
export function RuleCard() {
  const { t } = useLingui();
  const isPublisher = useMe().roles.some((role) => role === 'superintendent' || role === 'budget_director');
  const rule = useQuery({ ...publicationRuleQuery, enabled: isPublisher });
  const replace = useReplaceRule();
  if (!isPublisher || rule.data === undefined) return null;
  const { data, etag } = rule.data;
  return (
    <Card title={t`Before publishing, your district asks for`} description={t`Holds for every scenario of the district from now on.`}>
      <RadioGroup
        label={t`Before publishing, your district asks for`}
        hideLabel
        items={[
          { id: 'nothing', label: t`Nothing more`, description: t`The superintendent or the budget director publishes with a reason.` },
          { id: 'approval', label: t`An approval`, description: t`Of exactly these figures, by the superintendent or the budget director.` },
          { id: 'board_approval', label: t`The board’s approval`, description: t`Recorded for exactly these figures.` },
        ]}
        // What was pressed shows at once; a refusal shows the rule as it stands again.
        selected={replace.isPending ? replace.variables.requires : data.requires}
        isDisabled={replace.isPending}
        onSelect={(requires) => replace.mutate({ requires, etag: etag ?? '' }, { onSuccess: () => showToast({ text: t`Saved for the whole district` }) })}
      />
      {replace.isError && <ProblemPanel error={replace.error} />}
    </Card>
  );
}
