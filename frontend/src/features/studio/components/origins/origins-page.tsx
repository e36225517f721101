import { useLingui } from '@lingui/react/macro';
import { ScenarioView, type ScenarioViewProps } from '../scenario-page';
import { Origins } from './origins';

/** What schools may do with each source's money, and where its limits come from. */
export function OriginsPage(props: ScenarioViewProps) {
  const { t } = useLingui();
  return <ScenarioView {...props} title={t`Rules and their origins`} Body={Origins} />;
}
