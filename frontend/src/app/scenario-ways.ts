import { useNavigate, useParams } from '@tanstack/react-router';

/** Which scenario an editing view is about, and where it leads; another scenario opens in the same view. */
export function useScenarioWays(view: '' | '/services' | '/origins' | '/history') {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId' });
  const navigate = useNavigate();
  return {
    scenarioId,
    onOpen: (other: string) => void navigate({ to: `/studio/$scenarioId${view}`, params: { scenarioId: other } }),
    onList: (year: number) => void navigate({ to: '/studio', search: { year } }),
    onReview: () => void navigate({ to: '/studio/$scenarioId/review', params: { scenarioId } }),
  };
}
