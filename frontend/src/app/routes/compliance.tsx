import { CompliancePage as Page } from '@features/compliance/components/compliance-page';
import { useParams } from '@tanstack/react-router';

export function CompliancePage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/compliance' });
  return <Page key={scenarioId} scenarioId={scenarioId} />;
}
