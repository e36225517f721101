import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Checkbox } from '@kit/checkbox';
import { ProblemPanel } from '@kit/problem-panel';
import { newIdempotencyKey } from '@lib/api';
import type { CountVersion } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useCombine } from '../api/count-versions';
import { calledOf } from './basis-names';

/** From several counts the higher one of each school, as a version of its own. */
export function CombineCounts({ fiscalYear, versions }: { fiscalYear: number; versions: readonly CountVersion[] }) {
  const { t, i18n } = useLingui();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const combine = useCombine(fiscalYear);
  const set = (version: number, isChosen: boolean) => setChosen(isChosen ? [...chosen, version] : chosen.filter((one) => one !== version));
  return (
    <Card title={t`Take the higher of several`} description={t`Each school keeps the highest count of every need on every level; it becomes a new version.`}>
      <fieldset>
        <legend className="sr-only">
          <Trans>Versions to take the higher of</Trans>
        </legend>
        <div className="flex flex-wrap gap-x-6">
          {versions.map((version) => (
            <Checkbox
              key={version.version}
              label={version.label === '' ? <Trans>Version {version.version}</Trans> : <Trans>Version {version.version}, {calledOf(version, i18n)}</Trans>}
              isSelected={chosen.includes(version.version)}
              onChange={(isChosen) => set(version.version, isChosen)}
            />
          ))}
        </div>
      </fieldset>
      <Button
        className="mt-3"
        isDisabled={chosen.length < 2}
        isPending={combine.isPending}
        onPress={() => combine.mutate({ versions: chosen, idempotencyKey: newIdempotencyKey() }, { onSuccess: () => setChosen([]) })}
      >
        <Trans>Store the higher of these</Trans>
      </Button>
      {combine.isError && (
        <div className="mt-4">
          <ProblemPanel error={combine.error} />
        </div>
      )}
    </Card>
  );
}
