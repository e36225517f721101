import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { type Step, StepList, type StepState } from '@kit/step-list';
import type { Role, ScenarioReview } from '@lib/api-types';
import { formatDate } from '@lib/number-format';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { type StepPath, useReviewStep } from '../api/reviews';
import { StepDialog } from './step-dialog';
import { STATES, type State } from './words';

const ORDER: readonly State[] = ['draft', 'in_review', 'approved', 'board_approved', 'published'];
const EDITORS: readonly Role[] = ['superintendent', 'budget_director', 'budget_analyst'];
const PUBLISHERS: readonly Role[] = ['superintendent', 'budget_director'];
const BOARD: readonly Role[] = [...PUBLISHERS, 'board_member'];

type Offer = { step: StepPath; needs: ScenarioReview['possible'][number]; roles: readonly Role[]; label: string; variant: 'primary' | 'secondary' };

/** Where the scenario stands between draft and published, and the next step for whoever looks. */
export function ReviewRoad({ review, publishLink }: { review: ScenarioReview; publishLink: ReactNode }) {
  const { t, i18n } = useLingui();
  const me = useMe();
  const take = useReviewStep(review.scenario_id);
  const [asking, setAsking] = useState<StepPath | null>(null);
  const isPublisher = me.roles.some((role) => PUBLISHERS.includes(role));
  const offers: Offer[] = [
    { step: 'submit', needs: 'submitted', roles: EDITORS, label: t`Submit for review…`, variant: 'primary' },
    { step: 'approve', needs: 'approved', roles: PUBLISHERS, label: t`Approve for publication…`, variant: 'primary' },
    { step: 'board-approval', needs: 'board_approved', roles: BOARD, label: t`Record the board’s approval…`, variant: 'primary' },
    { step: 'send-back', needs: 'sent_back', roles: BOARD, label: t`Send back…`, variant: 'secondary' },
    { step: 'withdraw', needs: 'withdrawn', roles: EDITORS, label: t`Take out of review…`, variant: 'secondary' },
  ];
  const open = offers.filter((offer) => review.possible.includes(offer.needs) && me.roles.some((role) => offer.roles.includes(role)));
  const adoptedHere = review.adopted?.scenario_id === review.scenario_id;
  return (
    <Card
      title={t`Where it stands`}
      actions={
        <>
          <Badge tone={review.state === 'published' || review.state === 'board_approved' ? 'positive' : review.state === 'draft' ? 'neutral' : 'accent'}>
            {i18n._(STATES[review.state])}
          </Badge>
          {adoptedHere && (
            <Badge tone="positive" icon="pin">
              <Trans>Adopted</Trans>
            </Badge>
          )}
        </>
      }
    >
      <div className="space-y-5">
        {review.changed_since && (
          <Notice tone="warning" title={<Trans>It was changed after it was reviewed</Trans>}>
            <Trans>What was approved is an earlier version, which stays in the record. Submit this version to have it reviewed.</Trans>
          </Notice>
        )}
        {review.state === 'revised' && (
          <Notice title={<Trans>A later publication took its place</Trans>}>
            <Trans>It stays readable in the list of published budgets.</Trans>
          </Notice>
        )}
        <StepList label={t`Steps to publication`} steps={useSteps(review)} />
        {take.isError && <ProblemPanel error={take.error} />}
        {open.length > 0 && (
          <div data-print="hide" className="flex flex-wrap gap-2">
            {open.map((offer) => (
              <Button key={offer.step} variant={offer.variant} onPress={() => setAsking(offer.step)}>
                {offer.label}
              </Button>
            ))}
          </div>
        )}
        {isPublisher && <p data-print="hide">{publishLink}</p>}
      </div>
      {asking !== null && (
        <StepDialog
          step={asking}
          name={review.scenario_name}
          isPending={take.isPending}
          onClose={() => setAsking(null)}
          onTake={(reason) => take.mutate({ step: asking, version: review.scenario_version, reason }, { onSettled: () => setAsking(null) })}
        />
      )}
    </Card>
  );
}

function useSteps(review: ScenarioReview): Step[] {
  const { t } = useLingui();
  const at = review.state === 'revised' ? ORDER.length : ORDER.indexOf(review.state);
  const isRequired = { nothing: -1, approval: 2, board_approval: 3 }[review.publishing_requires];
  const titles: [State, string, string][] = [
    ['draft', t`Draft`, t`Somebody in the budget office works on it.`],
    ['in_review', t`In review`, t`Its figures are fixed; everybody may comment.`],
    ['approved', t`Approved for publication`, t`By the superintendent or the budget director.`],
    ['board_approved', t`Approved by the board`, t`A board member records the vote.`],
    ['published', t`Published`, t`Final, for every school to see.`],
  ];
  return titles.map(([state, title, what], index): Step => {
    const done = index < at || (state === 'published' && review.state === 'published');
    // What lies before a publication that skipped it was not done.
    const happened = done && (state === 'draft' || lastAction(review, state) !== undefined);
    const action = state === 'draft' ? undefined : lastAction(review, state);
    const mark: StepState = happened ? 'done' : index === at ? 'current' : 'todo';
    return {
      id: state,
      title,
      state: mark,
      note:
        action !== undefined && index <= at ? (
          <Trans>
            {action.acted_by}, {formatDate(action.acted_at)}
          </Trans>
        ) : index <= isRequired && (state === 'approved' || state === 'board_approved') ? (
          <>
            {what} <Trans>Your district asks for it before publishing.</Trans>
          </>
        ) : (
          what
        ),
    };
  });
}

function lastAction(review: ScenarioReview, state: State): ScenarioReview['actions'][number] | undefined {
  const name = state === 'in_review' ? 'submitted' : state;
  return review.actions.findLast((action) => action.action === name && action.scenario_version === review.scenario_version);
}
