import { SolvePage as Page } from '@features/solve/components/solve-page';
import { useNavigate, useParams } from '@tanstack/react-router';

export function SolvePage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/solve' });
  const navigate = useNavigate();
  return <Page key={scenarioId} scenarioId={scenarioId} onSaved={(saved) => void navigate({ to: '/studio/$scenarioId', params: { scenarioId: saved } })} />;
}
