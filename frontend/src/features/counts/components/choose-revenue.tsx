import { ProblemPanel } from '@kit/problem-panel';
import { formatDate } from '@lib/number-format';
import { versionNotes } from '@lib/version-notes';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { CountedScenario } from '../api/count-versions';
import { revenueVersionsQuery } from '../api/revenue-versions';
import { ChooseVersion } from './choose-version';

/** Which revenue this scenario is calculated from: the same formula on low, likely and high money. */
export function ChooseRevenue({ loaded }: { loaded: CountedScenario }) {
  const { t } = useLingui();
  const { fiscal_year, data_versions } = loaded.scenario;
  const versions = useQuery(revenueVersionsQuery(fiscal_year));
  const pinned = data_versions?.['revenue_sources'] ?? null;
  if (versions.isError) return <ProblemPanel error={versions.error} onRetry={() => void versions.refetch()} />;
  // A card of its own beside others: what is not there yet leaves no gap.
  if (versions.data === undefined || versions.data.length === 0) return null;
  return (
    <ChooseVersion
      key={String(pinned)}
      loaded={loaded}
      kind="revenue_sources"
      versions={versions.data.map((each) => ({ version: each.version, said: each.label || formatDate(each.stored_at) }))}
      pinned={pinned}
      noteOf={(version) => (version === null ? versionNotes.newestRevenue : versionNotes.chosenRevenue(version))}
      title={t`Revenue of this scenario`}
      label={t`Revenue from`}
      description={t`Low, likely or high: copy the scenario and choose another for each.`}
    >
      <Trans>Use this revenue</Trans>
    </ChooseVersion>
  );
}
