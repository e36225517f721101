import { HistoryPage as Page } from '@features/studio/components/history/history-page';
import { useScenarioWays } from '../scenario-ways';

export function HistoryPage() {
  const ways = useScenarioWays('/history');
  return <Page key={ways.scenarioId} {...ways} />;
}
