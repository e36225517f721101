import { NoticesCard } from '@features/documents/components/notices-card';
import { CalculatorButton, PacketButton } from '@features/documents/components/run-files';
import { RunPage } from '@features/publication/components/run-page';
import { Icon } from '@kit/icon';
import { buttonClass } from '@kit/button-class';
import { Link } from '@kit/link';
import { linkClass } from '@kit/link-class';
import { WhyProvider } from '@kit/why';
import { useMe } from '@lib/session';
import { Trans } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { matrixLink } from '../matrix-link';

export function PublishedRunPage() {
  const { runId } = useParams({ from: '/signed-in/published/$runId' });
  const canStart = useMe().roles.some((role) => role === 'superintendent' || role === 'budget_director' || role === 'budget_analyst');
  return (
    <WhyProvider origin={{ runId }}>
    <RunPage
      key={runId}
      runId={runId}
      moreActions={
        <>
          {matrixLink(runId)}
          <Link to="/published/$runId/recount" params={{ runId }} className={buttonClass('secondary')}>
            <Trans>Mid-year recount</Trans>
          </Link>
          <PacketButton basis={{ runId }} />
          <CalculatorButton basis={{ runId }} />
        </>
      }
      publicLink={(words) => (
        <a href={`/public/allocations/${runId}`} className={linkClass}>
          {words}
        </a>
      )}
      backLink={
        <Link to="/published">
          <Icon name="chevron-left" /> <Trans>All published budgets</Trans>
        </Link>
      }
    />
    {canStart && (
      <div data-print="hide" className="mt-6">
        <NoticesCard key={runId} basis={{ runId }} canStart />
      </div>
    )}
    </WhyProvider>
  );
}
