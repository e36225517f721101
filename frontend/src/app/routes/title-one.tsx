import { TitleOnePage as Page } from '@features/compliance/components/title-one-page';
import { useParams } from '@tanstack/react-router';

export function TitleOnePage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/title-one' });
  return <Page key={scenarioId} scenarioId={scenarioId} />;
}
