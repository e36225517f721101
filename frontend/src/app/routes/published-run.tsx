import { RunPage } from '@features/publication/components/run-page';
import { Icon } from '@kit/icon';
import { Link } from '@kit/link';
import { Trans } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';

export function PublishedRunPage() {
  const { runId } = useParams({ from: '/signed-in/published/$runId' });
  return (
    <RunPage
      key={runId}
      runId={runId}
      publicLink={(words) => (
        <Link to="/public/allocations/$runId" params={{ runId }}>
          {words}
        </Link>
      )}
      backLink={
        <Link to="/published">
          <Icon name="chevron-left" /> <Trans>All published budgets</Trans>
        </Link>
      }
    />
  );
}
