import { Button } from '@kit/button';
import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { FileDrop } from '@kit/file-drop';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { RadioGroup } from '@kit/radio-group';
import { Select } from '@kit/select';
import { Loading } from '@kit/skeleton';
import { TextField } from '@kit/text-field';
import type { Policy } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { ApiProblem } from '@lib/problem';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ScenarioSummary, useCreateScenario } from '../api/scenarios';
import { borrowedFormulasQuery, borrowedPolicy, templatePolicy, templatesQuery } from '../api/starting-points';
import { readPolicy } from '../model/read-policy';

type NewScenarioDialogProps = {
  fiscalYear: number;
  scenarios: readonly ScenarioSummary[];
  onClose: () => void;
  onCreated: (scenarioId: string) => void;
  onGoToData: () => void;
};

type Start = 'sources' | 'copy' | 'template' | 'library' | 'file';

/** A scenario begins with the year's sources, another scenario, a template, another district's formula, or a policy file. */
export function NewScenarioDialog({ fiscalYear, scenarios, onClose, onCreated, onGoToData }: NewScenarioDialogProps) {
  const { t, i18n } = useLingui();
  const create = useCreateScenario(fiscalYear);
  const [name, setName] = useState('');
  const [start, setStart] = useState<Start>(scenarios.length > 0 ? 'copy' : 'sources');
  const [copyOf, setCopyOf] = useState<string | null>(scenarios[0]?.scenario_id ?? null);
  const [file, setFile] = useState<{ name: string; policy: Policy | null } | null>(null);
  const [templateId, setTemplateId] = useState<string | null>(null);
  const [formulaId, setFormulaId] = useState<string | null>(null);
  const templates = useQuery({ ...templatesQuery(i18n.locale === 'es' ? 'es' : 'en'), enabled: start === 'template' });
  const formulas = useQuery({ ...borrowedFormulasQuery, enabled: start === 'library' });
  const [isAsked, setAsked] = useState(false);
  const isNameMissing = name.trim() === '';
  const isFileMissing = start === 'file' && (file === null || file.policy === null);

  const template = templates.data?.find((one) => one.template_id === templateId) ?? templates.data?.[0];
  const formula = formulas.data?.find((one) => one.formula_id === formulaId) ?? formulas.data?.[0];

  async function beginning(): Promise<{ policy?: Policy; copy_of?: string }> {
    if (start === 'copy' && copyOf !== null) return { copy_of: copyOf };
    if (start === 'file' && file !== null && file.policy !== null) return { policy: { ...file.policy, name: name.trim() } };
    if (start === 'template' && template !== undefined) return { policy: await templatePolicy(template.template_id, fiscalYear, name.trim()) };
    if (start === 'library' && formula !== undefined && copyOf !== null) return { policy: { ...(await borrowedPolicy(formula.formula_id, copyOf)), name: name.trim() } };
    return {};
  }

  function submit() {
    setAsked(true);
    const isWaiting = (start === 'template' && template === undefined) || (start === 'library' && formula === undefined);
    if (isNameMissing || isFileMissing || isWaiting) return;
    create.mutate(
      { name: name.trim(), begin: beginning },
      { onSuccess: (scenario) => onCreated(scenario.scenario_id) },
    );
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={<Trans>New scenario</Trans>}
      footer={
        <DialogButtons onClose={onClose} isPending={create.isPending} onPress={submit}>
          <Trans>Create and open</Trans>
        </DialogButtons>
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
            { id: 'template', label: t`A template`, description: t`Common ways to share money, fitted to your district’s words and sources.` },
            { id: 'library', label: t`Another district’s formula`, description: scenarios.length === 0 ? t`It replaces the rules of a scenario: begin with the sources or a template first.` : t`New York’s, Boston’s, California’s … on your own pupils, at your own dollars.`, isDisabled: scenarios.length === 0 },
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
        {start === 'template' &&
          (templates.isError ? (
            <ProblemPanel error={templates.error} onRetry={() => void templates.refetch()} />
          ) : templates.data === undefined ? (
            <Loading lines={2} />
          ) : (
            <Select
              label={t`Template`}
              description={template?.description}
              items={templates.data.map((one) => ({ id: one.template_id, label: one.title }))}
              selected={template?.template_id ?? null}
              onSelect={setTemplateId}
            />
          ))}
        {start === 'library' &&
          (formulas.isError ? (
            <ProblemPanel error={formulas.error} onRetry={() => void formulas.refetch()} />
          ) : formulas.data === undefined ? (
            <Loading lines={2} />
          ) : (
            <>
              <Select
                label={t`Formula`}
                description={formula?.summary}
                items={formulas.data.map((one) => ({ id: one.formula_id, label: `${one.district}, ${one.title} (${fiscalYearName(one.fiscal_year)})` }))}
                selected={formula?.formula_id ?? null}
                onSelect={setFormulaId}
              />
              <Select
                label={t`In place of the rules of`}
                description={t`Its sources, floors and restricted money stay; only the rules of its unrestricted money are replaced.`}
                items={scenarios.map((one) => ({ id: one.scenario_id, label: one.name }))}
                selected={copyOf}
                onSelect={setCopyOf}
              />
            </>
          ))}
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
