import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import type { CountVersion } from '@lib/api-types';
import { versionNotes } from '@lib/version-notes';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type CountedScenario, useChooseCounts } from '../api/count-versions';

const NEWEST = 'newest';

type ChooseCountsProps = { loaded: CountedScenario; versions: readonly CountVersion[]; pinned: number | null };

/** Which version this scenario is calculated from. */
export function ChooseCounts({ loaded, versions, pinned }: ChooseCountsProps) {
  const { t } = useLingui();
  const saved = pinned === null ? NEWEST : String(pinned);
  const [chosen, setChosen] = useState(saved);
  const choose = useChooseCounts(loaded);
  const counts = chosen === NEWEST ? null : Number(chosen);
  return (
    <Card title={t`Counts of this scenario`} description={t`A version that is chosen stays, whatever is imported later.`}>
      <div className="flex flex-wrap items-end gap-4">
        <Select
          label={t`Calculate from`}
          items={[
            { id: NEWEST, label: t`Whatever is newest` },
            ...versions.map((version) => ({ id: String(version.version), label: version.label === '' ? t`Version ${version.version}` : t`Version ${version.version}, ${version.label}` })),
          ]}
          selected={chosen}
          onSelect={setChosen}
          className="w-72 max-w-full"
        />
        <Button
          isDisabled={chosen === saved}
          isPending={choose.isPending}
          onPress={() => choose.mutate({ counts, note: counts === null ? versionNotes.newestCounts : versionNotes.chosenCounts(counts) })}
        >
          <Trans>Use these counts</Trans>
        </Button>
      </div>
      {choose.isError && (
        <div className="mt-4">
          <ProblemPanel error={choose.error} />
        </div>
      )}
    </Card>
  );
}
