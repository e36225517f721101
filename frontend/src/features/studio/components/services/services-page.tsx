import { useLingui } from '@lingui/react/macro';
import { ScenarioView, type ScenarioViewProps } from '../scenario-page';
import { Services } from './services';

/** What the central office keeps, gives to schools, or sells to them. */
export function ServicesPage(props: ScenarioViewProps) {
  const { t } = useLingui();
  return <ScenarioView {...props} title={t`Central services`} Body={Services} />;
}
