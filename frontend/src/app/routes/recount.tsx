import { RecountPage as Page } from '@features/years/components/recount-page';
import { Icon } from '@kit/icon';
import { Link } from '@kit/link';
import { Trans } from '@lingui/react/macro';
import { useNavigate, useParams } from '@tanstack/react-router';

export function RecountPage() {
  const { runId } = useParams({ from: '/signed-in/published/$runId/recount' });
  const navigate = useNavigate();
  return (
    <Page
      runId={runId}
      backLink={
        <Link to="/published/$runId" params={{ runId }}>
          <Icon name="chevron-left" /> <Trans>The published budget</Trans>
        </Link>
      }
      onKept={(scenarioId) => void navigate({ to: '/studio/$scenarioId/review', params: { scenarioId } })}
    />
  );
}
