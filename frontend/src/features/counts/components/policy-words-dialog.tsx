import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { LoadingDialog } from '@kit/loading-dialog';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { showToast } from '@kit/toast-queue';
import type { DistrictSettings } from '@lib/api-types';
import { districtSettingsQuery } from '@lib/district';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CountedScenario } from '../api/count-versions';
import { useSaveWords } from '../api/policy-words';
import { EVERY_PUPIL, isSound, namedInRules, type PolicyWords, wordsOf } from '../model/policy-words';
import { ChosenWords } from './chosen-words';
import { GroupRows } from './group-rows';
import { UnionRows } from './union-rows';

type PolicyWordsDialogProps = { loaded: CountedScenario; onClose: () => void };

/** Levels and needs that a scenario's policy speaks of, groups of levels, and counts that unite others. */
export function PolicyWordsDialog({ loaded, onClose }: PolicyWordsDialogProps) {
  const settings = useQuery(districtSettingsQuery);
  if (settings.data !== undefined) return <WordsForm loaded={loaded} settings={settings.data} onClose={onClose} />;
  return <LoadingDialog asked={settings} onClose={onClose} size="wide" title={<Trans>Groups and unduplicated counts</Trans>} />;
}

function WordsForm({ loaded, settings, onClose }: PolicyWordsDialogProps & { settings: DistrictSettings }) {
  const { t } = useLingui();
  // What is edited stays what was seen, whatever is loaded behind the window: a newer version is then refused, not overwritten.
  const [seen] = useState(loaded);
  const { policy } = seen.scenario;
  const [words, setWords] = useState(() => wordsOf(policy));
  const [inRules] = useState(() => namedInRules(policy));
  const [isAsked, setAsked] = useState(false);
  const save = useSaveWords(seen);
  const change = (part: Partial<PolicyWords>) => setWords({ ...words, ...part });
  // What the district no longer has may still stand in an older policy.
  const levels = [...new Set([...settings.levels.map((one) => one.level), ...policy.levels])];
  const needs = [...new Set([...settings.need_categories.map((one) => one.need_category), ...policy.need_categories])];

  function whyLevelStays(level: string): string | undefined {
    if (inRules.has(level)) return t`A rule uses it.`;
    return words.groups.some((group) => group.levels.includes(level)) ? t`A group below has it.` : undefined;
  }
  function whyNeedStays(need: string): string | undefined {
    if (need === EVERY_PUPIL) return t`Always counted.`;
    if (inRules.has(need)) return t`A rule uses it.`;
    return words.unions.some((union) => union.need === need || union.of.includes(need)) ? t`A count below unites it or others.` : undefined;
  }
  function submit() {
    setAsked(true);
    if (!isSound(words)) return;
    save.mutate(words, {
      onSuccess: () => {
        showToast({ text: t`Saved` });
        onClose();
      },
    });
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="wide"
      isBlocking
      title={<Trans>Groups and unduplicated counts</Trans>}
      footer={
        <DialogButtons onClose={onClose} isPending={save.isPending} onPress={submit}>
          <Trans>Save</Trans>
        </DialogButtons>
      }
    >
      <div className="space-y-6">
        <p className="max-w-line">
          <Trans>This is saved as a new version of the scenario. The formula stays as it is; new levels and needs begin without weights. Levels and needs themselves are named on the data page.</Trans>
        </p>
        <ChosenWords kind="levels" all={levels} now={words.levels} whyItStays={whyLevelStays} onChange={(now) => change({ levels: now })} />
        {isAsked && words.levels.length === 0 && <Notice isAlert tone="negative" title={<Trans>Choose at least one level.</Trans>} />}
        <GroupRows words={words} inRules={inRules} isAsked={isAsked} onChange={(groups) => change({ groups })} />
        <ChosenWords kind="needs" all={needs} now={words.needs} whyItStays={whyNeedStays} onChange={(now) => change({ needs: now })} />
        <ChosenWords
          kind="repeating"
          all={words.needs.filter((need) => need !== EVERY_PUPIL)}
          now={words.repeating.filter((need) => words.needs.includes(need))}
          onChange={(now) => change({ repeating: now })}
        />
        <UnionRows words={words} isAsked={isAsked} onChange={(unions) => change({ unions })} />
        {isAsked && !isSound(words) && <Notice isAlert tone="negative" title={<Trans>Something above is not complete yet.</Trans>} />}
        {save.isError && <ProblemPanel error={save.error} />}
      </div>
    </Dialog>
  );
}
