import { Button } from './button';
import { ProblemPanel } from './problem-panel';
import { showToast } from './toast-queue';
import type { Answer } from '@lib/api';
import { useMe } from '@lib/session';
import { useSaveSettings, type YearSettings, type YearTopic } from '@lib/year-settings';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';

export type EditedSettings<Settings> = {
  /** As they stand in the fields. */
  settings: Settings;
  /** The newest that can be tried: what is half typed waits. */
  tried: Settings;
  change: (changes: Partial<Settings>) => void;
  isChanged: boolean;
  canEdit: boolean;
  saveButton: ReactNode;
  saveProblem: ReactNode;
};

/** Settings of a year while somebody changes them: tried at once, kept when saved. */
export function useYearSettings<Topic extends YearTopic>(
  topic: Topic,
  fiscalYear: number,
  stored: Answer<YearSettings[Topic]>,
  isSound: (settings: YearSettings[Topic]) => boolean = () => true,
): EditedSettings<YearSettings[Topic]> {
  const { t } = useLingui();
  const canEdit = useMe().roles.some((role) => role === 'superintendent' || role === 'budget_director' || role === 'budget_analyst');
  const [{ settings, tried }, setState] = useState({ settings: stored.data, tried: stored.data });
  const save = useSaveSettings(topic, fiscalYear);
  const isChanged = settings !== stored.data;
  return {
    settings,
    tried,
    change: (changes) =>
      setState((before) => {
        const next = { ...before.settings, ...changes };
        return { settings: next, tried: isSound(next) ? next : before.tried };
      }),
    isChanged,
    canEdit,
    saveButton: canEdit && (
      <Button
        size="small"
        variant={isChanged ? 'primary' : 'secondary'}
        isDisabled={!isChanged || settings !== tried}
        isPending={save.isPending}
        onPress={() => save.mutate({ settings, etag: stored.etag ?? '' }, { onSuccess: () => showToast({ text: t`Saved for the year` }) })}
      >
        <Trans>Save for the year</Trans>
      </Button>
    ),
    saveProblem: save.isError && <ProblemPanel error={save.error} />,
  };
}
