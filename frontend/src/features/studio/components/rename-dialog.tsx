import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { TextField } from '@kit/text-field';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';

type RenameDialogProps = { name: string; onClose: () => void; onRename: (name: string) => void };

export function RenameDialog({ name, onClose, onRename }: RenameDialogProps) {
  const { t } = useLingui();
  const [draft, setDraft] = useState(name);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={<Trans>Rename the scenario</Trans>}
      footer={
        <DialogButtons
          onClose={onClose}
          isDisabled={draft.trim() === ''}
          onPress={() => {
            onRename(draft.trim());
            onClose();
          }}
        >
          <Trans>Rename</Trans>
        </DialogButtons>
      }
    >
      <TextField autoFocus label={t`Name`} value={draft} onChange={setDraft} maxLength={200} />
    </Dialog>
  );
}
