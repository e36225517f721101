import { RiskPage as Page } from '@features/risk/components/risk-page';
import { useParams } from '@tanstack/react-router';

export function RiskPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/risk' });
  return <Page scenarioId={scenarioId} />;
}
