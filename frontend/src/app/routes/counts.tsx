import { CountsPage as Page } from '@features/counts/components/counts-page';
import { useParams } from '@tanstack/react-router';

export function CountsPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/counts' });
  return <Page scenarioId={scenarioId} />;
}
