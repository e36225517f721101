import { HoldHarmlessPage as Page } from '@features/hold-harmless/components/hold-harmless-page';
import { useParams } from '@tanstack/react-router';

export function HoldHarmlessPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/hold-harmless' });
  return <Page key={scenarioId} scenarioId={scenarioId} />;
}
