import { CliffsPage as Page } from '@features/cliffs/components/cliffs-page';
import { useParams } from '@tanstack/react-router';

export function CliffsPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/cliffs' });
  return <Page scenarioId={scenarioId} />;
}
