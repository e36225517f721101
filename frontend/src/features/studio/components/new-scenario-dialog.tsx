import { Button } from '@kit/button';
import { Dialog } from '@kit/dialog';
import { FileDrop } from '@kit/file-drop';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { RadioGroup } from '@kit/radio-group';
import { Select } from '@kit/select';
import { TextField } from '@kit/text-field';
import type { Policy } from '@lib/api-types';
import { ApiProblem } from '@lib/problem';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type ScenarioSummary, useCreateScenario } from '../api/scenarios';
import { readPolicy } from '../model/read-policy';

type NewScenarioDialogProps = {
  fiscalYear: number;
  scenarios: readonly ScenarioSummary[];
  onClose: () => void;
  onCreated: (scenarioId: string) => void;
  onGoToData: () => void;
};

type Start = 'sources' | 'copy' | 'file';

/** A scenario begins with the year's sources, with another scenario, or with a policy file. */
export function NewScenarioDialog({ fiscalYear, scenarios, onClose, onCreated, onGoToData }: NewScenarioDialogProps) {
  const { t } = useLingui();
  const create = useCreateScenario(fiscalYear);
  const [name, setName] = useState('');
  const [start, setStart] = useState<Start>(scenarios.length > 0 ? 'copy' : 'sources');
  const [copyOf, setCopyOf] = useState<string | null>(scenarios[0]?.scenario_id ?? null);
  const [file, setFile] = useState<{ name: string; policy: Policy | null } | null>(null);
  const [isAsked, setAsked] = useState(false);
  const isNameMissing = name.trim() === '';
  const isFileMissing = start === 'file' && (file === null || file.policy === null);

  function submit() {
    setAsked(true);
    if (isNameMissing || isFileMissing) return;
    create.mutate(
      {
        name: name.trim(),
        ...(start === 'copy' && copyOf !== null && { copy_of: copyOf }),
        ...(start === 'file' && file?.policy && { policy: { ...file.policy, name: name.trim() } }),
      },
      { onSuccess: (scenario) => onCreated(scenario.scenario_id) },
    );
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={<Trans>New scenario</Trans>}
      footer={
        <>
          <Button onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button variant="primary" isPending={create.isPending} onPress={submit}>
            <Trans>Create and open</Trans>
          </Button>
        </>
      }
    >
      <div className="space-y-5">
        <TextField
          autoFocus
          label={t`Name`}
          description={t`For example: More for English learners`}
          value={name}
          onChange={setName}
          maxLength={200}
          errorMessage={isAsked && isNameMissing ? t`Give it a name.` : null}
        />
        <RadioGroup<Start>
          label={t`Begin with`}
          items={[
            { id: 'sources', label: t`The year’s revenue sources`, description: t`Unrestricted money is shared equally by pupils; restricted money stays where it is until you decide.` },
            { id: 'copy', label: t`A copy of another scenario`, isDisabled: scenarios.length === 0 },
            { id: 'file', label: t`A policy file (JSON)` },
          ]}
          selected={start}
          onSelect={setStart}
        />
        {start === 'copy' && (
          <Select
            label={t`Scenario to copy`}
            items={scenarios.map((one) => ({ id: one.scenario_id, label: one.name }))}
            selected={copyOf}
            onSelect={setCopyOf}
          />
        )}
        {start === 'file' && (
          <>
            <FileDrop
              label={t`A policy file`}
              endings={['.json']}
              fileName={file?.name ?? null}
              onFile={(taken) => {
                void taken.text().then((text) => {
                  const read = readPolicy(text, fiscalYear);
                  setFile({ name: taken.name, policy: read.ok ? read.policy : null });
                });
              }}
            />
            {(isAsked || file !== null) && isFileMissing && (
              <Notice tone="negative" title={t`Choose a policy file of this year`}>
                <Trans>It must be JSON with a list of sources, and its fiscal_year must be {fiscalYear}.</Trans>
              </Notice>
            )}
          </>
        )}
        {create.isError &&
          (create.error instanceof ApiProblem && create.error.code === 'data_missing' ? (
            <Notice
              tone="warning"
              isAlert
              title={t`This year has no data yet`}
              actions={
                <Button size="small" onPress={onGoToData}>
                  <Trans>Go to the data page</Trans>
                </Button>
              }
            >
              {create.error.problem.detail}
            </Notice>
          ) : (
            <ProblemPanel error={create.error} />
          ))}
      </div>
    </Dialog>
  );
}
