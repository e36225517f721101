import { Button } from '@kit/button';
import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import { TextField } from '@kit/text-field';
import { showToast } from '@kit/toast-queue';
import type { ImportKind } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { mappingsQuery, useSaveMapping } from '../api/mappings';
import type { ImportMapping } from '../model/mapping';

const AUTOMATIC = ' automatic';

/** Reuse a match of columns that was saved under a name. */
export function MappingPicker({ kind, selected, onSelect }: { kind: ImportKind; selected: string | null; onSelect: (name: string | null) => void }) {
  const { t } = useLingui();
  const mappings = useQuery(mappingsQuery);
  const fitting = (mappings.data ?? []).filter((mapping) => mapping.kind === kind);
  if (fitting.length === 0) return null;
  return (
    <Select
      label={t`Column match`}
      description={t`Files of the same layout need to be matched only once.`}
      items={[{ id: AUTOMATIC, label: t`Match the columns for me` }, ...fitting.map(({ name }) => ({ id: name, label: t`Saved: ${name}` }))]}
      selected={selected ?? AUTOMATIC}
      onSelect={(name) => onSelect(name === AUTOMATIC ? null : name)}
    />
  );
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9 ._/@-]{0,63}$/;

export function SaveMapping({ mapping }: { mapping: ImportMapping }) {
  const { t } = useLingui();
  const mappings = useQuery(mappingsQuery);
  const save = useSaveMapping();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [isAsked, setAsked] = useState(false);
  const replaces = mappings.data?.find((one) => one.name === name.trim()) ?? null;
  const isWrong = !NAME.test(name.trim());

  function submit() {
    setAsked(true);
    if (isWrong) return;
    save.mutate(
      { name: name.trim(), mapping, replaces },
      {
        onSuccess: () => {
          setOpen(false);
          showToast({ text: t`Saved as “${name.trim()}”` });
        },
      },
    );
  }

  return (
    <>
      <Button icon="pin" onPress={() => setOpen(true)}>
        <Trans>Save this match…</Trans>
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={<Trans>Save the column match</Trans>}
        footer={
          <DialogButtons onClose={() => setOpen(false)} isPending={save.isPending} onPress={submit}>
            {replaces === null ? <Trans>Save</Trans> : <Trans>Replace “{replaces.name}”</Trans>}
          </DialogButtons>
        }
      >
        <TextField
          autoFocus
          label={t`Name`}
          description={t`For example: state enrollment file. The command line uses it too, with --mapping.`}
          value={name}
          onChange={setName}
          errorMessage={isAsked && isWrong ? t`Use letters, digits, spaces and . _ / @ - and begin with a letter or digit.` : null}
        />
        {save.isError && (
          <div className="mt-4">
            <ProblemPanel error={save.error} />
          </div>
        )}
      </Dialog>
    </>
  );
}
