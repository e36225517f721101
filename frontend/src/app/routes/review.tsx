import { ReviewPage as Page } from '@features/publication/components/review-page';
import { useNavigate, useParams } from '@tanstack/react-router';

export function ReviewPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/review' });
  const navigate = useNavigate();
  return (
    <Page
      scenarioId={scenarioId}
      onBack={() => void navigate({ to: '/studio/$scenarioId', params: { scenarioId } })}
      onPublished={(runId) => void navigate({ to: '/published/$runId', params: { runId }, replace: true })}
    />
  );
}
