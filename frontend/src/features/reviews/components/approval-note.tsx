import { Notice } from '@kit/notice';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { reviewQuery } from '../api/reviews';
import { STATES } from './words';

/** Before the button that publishes: whether the approval that the district asks for is there. */
export function ApprovalNote({ scenarioId, link }: { scenarioId: string; link: ReactNode }) {
  const { i18n } = useLingui();
  const review = useQuery(reviewQuery(scenarioId));
  if (review.data === undefined || review.data.publishing_requires === 'nothing') return null;
  const { state, publishing_requires: requires } = review.data;
  const isEnough = state === 'board_approved' || (requires === 'approval' && state === 'approved');
  return isEnough ? (
    <Notice tone="positive" title={<Trans>These figures are approved</Trans>} actions={link}>
      {i18n._(STATES[state])}
    </Notice>
  ) : (
    <Notice tone="warning" title={requires === 'board_approval' ? <Trans>Publishing waits for the board’s approval</Trans> : <Trans>Publishing waits for an approval</Trans>} actions={link}>
      <Trans>Now: {i18n._(STATES[state])}. Your district publishes only figures that are approved.</Trans>
    </Notice>
  );
}
