import { ServicesPage as Page } from '@features/studio/components/services/services-page';
import { useScenarioWays } from '../scenario-ways';

export function ServicesPage() {
  const ways = useScenarioWays('/services');
  return <Page key={ways.scenarioId} {...ways} />;
}
