import { OriginsPage as Page } from '@features/studio/components/origins/origins-page';
import { useScenarioWays } from '../scenario-ways';

export function OriginsPage() {
  const ways = useScenarioWays('/origins');
  return <Page key={ways.scenarioId} {...ways} />;
}
