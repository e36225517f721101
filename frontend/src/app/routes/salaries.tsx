import { SalariesPage as Page } from '@features/salaries/components/salaries-page';
import { useParams } from '@tanstack/react-router';

export function SalariesPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/salaries' });
  return <Page key={scenarioId} scenarioId={scenarioId} />;
}
