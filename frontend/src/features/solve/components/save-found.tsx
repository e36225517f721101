import { Button } from '@kit/button';
import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { ProblemPanel } from '@kit/problem-panel';
import { TextField } from '@kit/text-field';
import { showToast } from '@kit/toast-queue';
import type { Scenario } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useSaveFound } from '../api/solve';

export type SaveFoundProps = { policy: object; from: Scenario; suggestedName: string; onSaved: (scenarioId: string) => void };

/** Keeps a policy that was found as a scenario of its own; the one it came from stays as it is. */
export function SaveFound({ policy, from, suggestedName, onSaved }: SaveFoundProps) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState(suggestedName);
  const save = useSaveFound(from);
  const submit = () =>
    save.mutate(
      { name: name.trim(), policy },
      {
        onSuccess: (scenario) => {
          showToast({ text: t`Saved as “${scenario.name}”.` });
          onSaved(scenario.scenario_id);
        },
      },
    );
  return (
    <>
      <Button variant="primary" onPress={() => setOpen(true)}>
        <Trans>Save as a scenario…</Trans>
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t`Save as a scenario`}
        footer={
          <DialogButtons onClose={() => setOpen(false)} isPending={save.isPending} isDisabled={name.trim() === ''} onPress={submit}>
            <Trans>Save</Trans>
          </DialogButtons>
        }
      >
        <TextField label={t`Name`} value={name} onChange={setName} maxLength={200} autoFocus />
        {save.isError && (
          <div className="mt-4">
            <ProblemPanel error={save.error} />
          </div>
        )}
      </Dialog>
    </>
  );
}
