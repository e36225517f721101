import { ScenarioPage as Page } from '@features/studio/components/scenario-page';
import { useNavigate, useParams } from '@tanstack/react-router';

export function ScenarioPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/' });
  const navigate = useNavigate();
  return (
    <Page
      key={scenarioId}
      scenarioId={scenarioId}
      onOpen={(other) => void navigate({ to: '/studio/$scenarioId', params: { scenarioId: other } })}
      onList={(year) => void navigate({ to: '/studio', search: { year } })}
      onReview={() => void navigate({ to: '/studio/$scenarioId/review', params: { scenarioId } })}
    />
  );
}
