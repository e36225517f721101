import { ParticipationPage as Page } from '@features/participation/components/participation-page';
import { useParams } from '@tanstack/react-router';

export function ParticipationPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/participation' });
  return <Page key={scenarioId} scenarioId={scenarioId} />;
}
