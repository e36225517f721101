import { Loading } from '@kit/skeleton';

export function ScenarioPage() {
  return <Loading />;
}
