import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { FileDrop } from '@kit/file-drop';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { TextField } from '@kit/text-field';
import type { Policy } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { documentFaults, useCheckPolicy } from '../api/policy-check';
import { type ReadPolicy, readPolicy } from '../model/read-policy';

type PolicyJsonDialogProps = { scenarioId: string; fiscalYear: number; onClose: () => void; onTake: (policy: Policy) => void };

type Refused = Extract<ReadPolicy, { ok: false }>;

/** Bring in a policy as JSON: what cannot be read stays here with its place; undo takes back what was taken. */
export function PolicyJsonDialog({ scenarioId, fiscalYear, onClose, onTake }: PolicyJsonDialogProps) {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const check = useCheckPolicy(scenarioId);
  const faults = documentFaults(check.error);

  function change(next: string) {
    setText(next);
    setRefusal(null);
    check.reset();
  }

  function wordsOf(read: Refused): string {
    switch (read.refusal) {
      case 'not_json':
        return read.place === null
          ? t`This is not JSON. Check commas, quotes and brackets, and that the end is there.`
          : t`This is not JSON: it cannot be read from line ${read.place.line}, column ${read.place.column} on. Check commas, quotes and brackets.`;
      case 'not_a_policy':
        return t`This JSON is not a policy: it has no list of sources.`;
      case 'another_year':
        return t`This policy is for the year ${String(read.fiscalYear)}, the scenario is for ${String(fiscalYear)}. Change fiscal_year in the file.`;
    }
  }

  function take() {
    const read = readPolicy(text, fiscalYear);
    if (read.ok) {
      check.mutate(read.policy, {
        onSuccess: () => {
          onTake(read.policy);
          onClose();
        },
      });
      return;
    }
    setRefusal(wordsOf(read));
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="wide"
      isBlocking
      title={<Trans>Bring in a policy</Trans>}
      footer={
        <DialogButtons onClose={onClose} isDisabled={text.trim() === ''} isPending={check.isPending} onPress={take}>
          <Trans>Use this policy</Trans>
        </DialogButtons>
      }
    >
      <div className="space-y-4">
        <p className="max-w-line text-muted">
          <Trans>It takes the place of every decision on screen. Nothing is saved until you save, and undo brings the old one back.</Trans>
        </p>
        <FileDrop label={t`A policy file`} endings={['.json']} onFile={(file) => void file.text().then(change)} />
        <TextField label={t`Or paste it here`} lines={12} value={text} onChange={change} isCode spellCheck="false" />
        {refusal !== null && <Notice tone="negative" isAlert title={refusal} />}
        {faults.length > 0 && (
          <Notice tone="negative" isAlert title={t`Parts of this policy cannot be read`}>
            <ul className="space-y-2">
              {faults.map((fault) => (
                <li key={`${fault.pointer} ${fault.message}`}>
                  <code className="font-semibold break-words text-ink">{fault.pointer}</code> <span className="text-ink">{fault.message}</span> {fault.remedy}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {check.isError && faults.length === 0 && <ProblemPanel error={check.error} />}
      </div>
    </Dialog>
  );
}
