import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { TextField } from '@kit/text-field';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';

/** Why it was changed, for those who read the history. */
export function SaveNoteDialog({ onClose, onSave }: { onClose: () => void; onSave: (note: string) => void }) {
  const { t } = useLingui();
  const [note, setNote] = useState('');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={<Trans>Save with a note</Trans>}
      footer={
        <DialogButtons onClose={onClose} onPress={() => onSave(note.trim())}>
          <Trans>Save</Trans>
        </DialogButtons>
      }
    >
      <TextField autoFocus label={t`Why did you change it?`} description={t`It stands in the history beside this version.`} lines={3} maxLength={2000} value={note} onChange={setNote} />
    </Dialog>
  );
}
