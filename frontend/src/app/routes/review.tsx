import { PacketButton } from '@features/documents/components/run-files';
import { ReviewPage as Page } from '@features/publication/components/review-page';
import { ApprovalNote } from '@features/reviews/components/approval-note';
import { Link } from '@kit/link';
import { WhyProvider } from '@kit/why';
import { Trans } from '@lingui/react/macro';
import { useNavigate, useParams } from '@tanstack/react-router';

export function ReviewPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/review' });
  const navigate = useNavigate();
  return (
    <WhyProvider origin={{ scenarioId }}>
    <Page
      scenarioId={scenarioId}
      moreActions={<PacketButton basis={{ scenarioId }} />}
      approvals={
        <ApprovalNote
          scenarioId={scenarioId}
          link={
            <Link to="/studio/$scenarioId/approvals" params={{ scenarioId }}>
              <Trans>Comments and approvals</Trans>
            </Link>
          }
        />
      }
      onBack={() => void navigate({ to: '/studio/$scenarioId', params: { scenarioId } })}
      onPublished={(runId) => void navigate({ to: '/published/$runId', params: { runId }, replace: true })}
    />
    </WhyProvider>
  );
}
