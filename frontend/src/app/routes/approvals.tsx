import { ApprovalsPage as Page } from '@features/reviews/components/approvals-page';
import { Link } from '@kit/link';
import { Trans } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';

export function ApprovalsPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/approvals' });
  return (
    <Page
      key={scenarioId}
      scenarioId={scenarioId}
      publishLink={
        <Link to="/studio/$scenarioId/review" params={{ scenarioId }}>
          <Trans>Review the figures and publish</Trans>
        </Link>
      }
    />
  );
}
