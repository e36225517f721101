import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { TextField } from '@kit/text-field';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { StepPath } from '../api/reviews';

type StepDialogProps = { step: StepPath; name: string; isPending: boolean; onClose: () => void; onTake: (reason: string) => void };

/** One question before a step, which stands in the record for good. */
export function StepDialog({ step, name, isPending, onClose, onTake }: StepDialogProps) {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const words: Record<StepPath, { title: string; what: string; label: string; go: string }> = {
    submit: { title: t`Submit “${name}” for review?`, what: t`Its figures are calculated now and kept with it. If somebody changes the scenario or its data afterwards, it must be submitted again.`, label: t`Note for the reviewers`, go: t`Submit` },
    approve: { title: t`Approve “${name}” for publication?`, what: t`You answer for the figures as they were submitted. Nothing is published by this.`, label: t`Note for the record`, go: t`Approve` },
    'board-approval': { title: t`Record the board’s approval of “${name}”?`, what: t`For example the meeting, the item and the vote.`, label: t`Meeting, item and vote`, go: t`Record it` },
    'send-back': { title: t`Send “${name}” back?`, what: t`It becomes a draft again. Its authors read your reason.`, label: t`What should change before it comes back`, go: t`Send back` },
    withdraw: { title: t`Take “${name}” out of review?`, what: t`It becomes a draft again; what was decided so far stays in the record.`, label: t`Note for the record`, go: t`Take out of review` },
  };
  const shown = words[step];

  function go() {
    const isEmpty = step === 'send-back' && reason.trim() === '';
    setMissing(isEmpty);
    if (!isEmpty) onTake(reason.trim());
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={shown.title}
      footer={
        <DialogButtons closing={<Trans>Not yet</Trans>} onClose={onClose} isPending={isPending} onPress={go}>
          {shown.go}
        </DialogButtons>
      }
    >
      <div className="space-y-4">
        <p className="text-muted">{shown.what}</p>
        <TextField
          label={shown.label}
          lines={3}
          isRequired={step === 'send-back'}
          value={reason}
          errorMessage={isMissing ? t`Say what should change, so that its authors know.` : null}
          onChange={(text) => {
            setReason(text);
            if (text.trim() !== '') setMissing(false);
          }}
        />
      </div>
    </Dialog>
  );
}
