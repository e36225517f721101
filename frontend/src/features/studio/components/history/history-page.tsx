import { useLingui } from '@lingui/react/macro';
import { ScenarioView, type ScenarioViewProps } from '../scenario-page';
import { History } from './history';

/** Every version of a scenario that was saved, and what differs between any two. */
export function HistoryPage(props: ScenarioViewProps) {
  const { t } = useLingui();
  return <ScenarioView {...props} title={t`History of the scenario`} Body={History} />;
}
