import { ScenarioPage as Page } from '@features/studio/components/scenario-page';
import { useScenarioWays } from '../scenario-ways';

export function ScenarioPage() {
  const ways = useScenarioWays('');
  return <Page key={ways.scenarioId} {...ways} />;
}
