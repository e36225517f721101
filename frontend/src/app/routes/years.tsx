import { YearsPage as Page } from '@features/years/components/years-page';
import { Link } from '@kit/link';
import { useParams } from '@tanstack/react-router';

export function YearsPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/years' });
  return (
    <Page
      scenarioId={scenarioId}
      recountLink={(runId, children) => (
        <Link to="/published/$runId/recount" params={{ runId }}>
          {children}
        </Link>
      )}
    />
  );
}
