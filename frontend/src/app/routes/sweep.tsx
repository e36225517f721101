import { SweepPage as Page } from '@features/sweep/components/sweep-page';
import { useNavigate, useParams } from '@tanstack/react-router';

export function SweepPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/sweep' });
  const navigate = useNavigate();
  return <Page scenarioId={scenarioId} onOpened={(opened) => void navigate({ to: '/studio/$scenarioId', params: { scenarioId: opened } })} />;
}
