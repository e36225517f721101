import type { CountVersion } from '@lib/api-types';
import { versionNotes } from '@lib/version-notes';
import { Trans, useLingui } from '@lingui/react/macro';
import type { CountedScenario } from '../api/count-versions';
import { calledOf } from './basis-names';
import { ChooseVersion } from './choose-version';

type ChooseCountsProps = { loaded: CountedScenario; versions: readonly CountVersion[]; pinned: number | null };

/** Which counts this scenario is calculated from. */
export function ChooseCounts({ loaded, versions, pinned }: ChooseCountsProps) {
  const { t, i18n } = useLingui();
  return (
    <ChooseVersion
      loaded={loaded}
      kind="counts"
      versions={versions.map((each) => ({ version: each.version, said: calledOf(each, i18n) }))}
      pinned={pinned}
      noteOf={(version) => (version === null ? versionNotes.newestCounts : versionNotes.chosenCounts(version))}
      title={t`Counts of this scenario`}
      label={t`Calculate from`}
      description={t`A version that is chosen stays, whatever is imported later.`}
    >
      <Trans>Use these counts</Trans>
    </ChooseVersion>
  );
}
