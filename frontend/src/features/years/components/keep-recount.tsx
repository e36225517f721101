import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { ProblemPanel } from '@kit/problem-panel';
import { TextField } from '@kit/text-field';
import { newIdempotencyKey } from '@lib/api';
import type { RecountPreview } from '@lib/api-types';
import { versionNotes } from '@lib/version-notes';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useCreateRevision } from '../api/recount';

type KeepRecountProps = { recount: RecountPreview; onKept: (scenarioId: string) => void };

/** From a preview to a scenario that can be reviewed and published. */
export function KeepRecount({ recount, onKept }: KeepRecountProps) {
  const { t } = useLingui();
  const [name, setName] = useState(() => t`Recount of revision ${recount.revision}`);
  const [idempotencyKey] = useState(newIdempotencyKey);
  const keep = useCreateRevision();
  const note = versionNotes.recount(recount.revision, recount.data_versions['counts'] ?? 0);
  return (
    <Card title={t`Keep it as a scenario`} description={t`Nothing is published by this: the scenario goes through review like any other.`}>
      <div className="flex flex-wrap items-end gap-4">
        <TextField label={t`Name of the scenario`} value={name} onChange={setName} maxLength={200} className="w-80 max-w-full" />
        <Button
          variant="primary"
          isPending={keep.isPending}
          isDisabled={name.trim() === ''}
          onPress={() => keep.mutate({ name: name.trim(), note, recount, idempotencyKey }, { onSuccess: (scenario) => onKept(scenario.scenario_id) })}
        >
          <Trans>Keep and review</Trans>
        </Button>
      </div>
      {keep.isError && (
        <div className="mt-4">
          <ProblemPanel error={keep.error} />
        </div>
      )}
    </Card>
  );
}
