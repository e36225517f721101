import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { LoadingDialog } from '@kit/loading-dialog';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { showToast } from '@kit/toast-queue';
import type { Answer } from '@lib/api';
import type { DistrictSettings } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { editedSettingsQuery, useReplaceSettings } from '../api/settings';
import { draftOf, isSound, withWords } from '../model/words-draft';
import { LevelRows } from './level-rows';
import { NeedRows } from './need-rows';

/** The district's levels with their grades, and its need categories: named, ordered, added and removed. */
export function WordsDialog({ onClose }: { onClose: () => void }) {
  const loaded = useQuery(editedSettingsQuery);
  if (loaded.data !== undefined) return <WordsForm loaded={loaded.data} onClose={onClose} />;
  return <LoadingDialog asked={loaded} onClose={onClose} size="wide" title={<Trans>Levels and need categories</Trans>} />;
}

function WordsForm({ loaded, onClose }: { loaded: Answer<DistrictSettings>; onClose: () => void }) {
  const { t } = useLingui();
  const [draft, setDraft] = useState(() => draftOf(loaded.data));
  const [isAsked, setAsked] = useState(false);
  const save = useReplaceSettings();
  const isRefused = isAsked && !isSound(draft);

  function submit() {
    setAsked(true);
    if (!isSound(draft)) return;
    save.mutate(
      { settings: withWords(loaded.data, draft), etag: loaded.etag },
      {
        onSuccess: () => {
          showToast({ text: t`Saved` });
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="wide"
      isBlocking
      title={<Trans>Levels and need categories</Trans>}
      footer={
        <DialogButtons onClose={onClose} isPending={save.isPending} onPress={submit}>
          <Trans>Save</Trans>
        </DialogButtons>
      }
    >
      <div className="space-y-6">
        <p className="max-w-line">
          <Trans>
            Names may change at any time; codes stay, because files, rules and stored counts go by them. What is removed here is not deleted from what is stored, but new files
            can no longer bring it.
          </Trans>
        </p>
        <LevelRows rows={draft.levels} onChange={(levels) => setDraft({ ...draft, levels })} isAsked={isAsked} />
        <NeedRows rows={draft.needs} onChange={(needs) => setDraft({ ...draft, needs })} isAsked={isAsked} />
        {isRefused && <Notice isAlert tone="negative" title={<Trans>Something above is not complete yet.</Trans>} />}
        {save.isError && <ProblemPanel error={save.error} />}
      </div>
    </Dialog>
  );
}
