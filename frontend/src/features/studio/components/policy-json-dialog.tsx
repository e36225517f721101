import { Button } from '@kit/button';
import { Dialog } from '@kit/dialog';
import { FileDrop } from '@kit/file-drop';
import { Notice } from '@kit/notice';
import { TextField } from '@kit/text-field';
import type { Policy } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { readPolicy } from '../model/read-policy';

type PolicyJsonDialogProps = { isOpen: boolean; onClose: () => void; policy: Policy; onTake: (policy: Policy) => void };

/** Bring in a policy as JSON; the server then checks it like any other change, and undo takes it back. */
export function PolicyJsonDialog({ isOpen, onClose, policy, onTake }: PolicyJsonDialogProps) {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);

  function take() {
    const read = readPolicy(text, policy.fiscal_year);
    if (read.ok) {
      onTake(read.policy);
      setText('');
      setRefusal(null);
      onClose();
      return;
    }
    setRefusal(
      {
        not_json: t`This is not JSON: ${read.detail}. Check commas, quotes and brackets.`,
        not_a_policy: t`This JSON is not a policy: it has no list of sources.`,
        another_year: t`This policy is for the year ${read.detail}, the scenario is for ${String(policy.fiscal_year)}. Change fiscal_year in the file.`,
      }[read.refusal],
    );
  }

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      size="wide"
      title={<Trans>Bring in a policy</Trans>}
      footer={
        <>
          <Button onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button variant="primary" isDisabled={text.trim() === ''} onPress={take}>
            <Trans>Use this policy</Trans>
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <p className="max-w-line text-muted">
          <Trans>It takes the place of every decision on screen. Nothing is saved until you save, and undo brings the old one back.</Trans>
        </p>
        <FileDrop
          label={t`A policy file`}
          endings={['.json']}
          onFile={(file) => {
            void file.text().then((content) => {
              setText(content);
              setRefusal(null);
            });
          }}
        />
        <TextField label={t`Or paste it here`} lines={12} value={text} onChange={setText} className="font-mono" spellCheck="false" />
        {refusal !== null && <Notice tone="negative" isAlert title={refusal} />}
      </div>
    </Dialog>
  );
}
