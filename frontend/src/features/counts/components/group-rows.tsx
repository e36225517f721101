import { Button } from '@kit/button';
import { Checkbox } from '@kit/checkbox';
import { Icon } from '@kit/icon';
import { IconButton } from '@kit/icon-button';
import { TextField } from '@kit/text-field';
import { useDistrictNames } from '@lib/district-names';
import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import { chosen, groupFaults, type GroupRow, nextId, type PolicyWords } from '../model/policy-words';
import { WORDS_FAULTS } from './words-faults';

type GroupRowsProps = { words: PolicyWords; inRules: ReadonlySet<string>; isAsked: boolean; onChange: (groups: readonly GroupRow[]) => void };

/** Names for several levels, such as grades: what is given to the group is given to each of them. */
export function GroupRows({ words, inRules, isAsked, onChange }: GroupRowsProps) {
  const { t, i18n } = useLingui();
  const { levelName } = useDistrictNames();
  const { groups, levels } = words;
  const ids = useId();
  const set = (id: number, part: Partial<GroupRow>) => onChange(groups.map((group) => (group.id === id ? { ...group, ...part } : group)));
  return (
    <section className="space-y-3">
      <h3 className="font-semibold">
        <Trans>Groups of levels</Trans>
      </h3>
      <p className="max-w-line text-sm text-muted">
        <Trans>A weight or a rate of a group is that of each of its levels, unless a level has its own. A level is in one group at most.</Trans>
      </p>
      {groups.map((group, place) => {
        const faults = groupFaults(words, group);
        const faultId = `${ids}-${group.id}`;
        const name = group.name.trim() === '' ? t`Group ${place + 1}` : group.name;
        const isUsed = group.was !== null && inRules.has(group.was);
        return (
          <fieldset key={group.id} className="space-y-2 rounded-lg border border-line p-3">
            <legend className="sr-only">{name}</legend>
            <div className="flex items-start gap-2">
              <TextField
                className="min-w-0 flex-1 sm:max-w-xs"
                label={t`Name of the group`}
                description={isUsed ? t`A rule uses it: the name stays.` : place === 0 ? t`Short, for example K-3` : undefined}
                isReadOnly={isUsed}
                value={group.name}
                onChange={(next) => set(group.id, { name: next })}
                errorMessage={isAsked && faults.name !== null ? i18n._(WORDS_FAULTS[faults.name]) : null}
              />
              {!isUsed && <IconButton icon="close" label={t`Remove ${name}`} className="mt-6" onPress={() => onChange(groups.filter((one) => one.id !== group.id))} />}
            </div>
            <div role="group" aria-label={t`Levels of ${name}`} aria-describedby={isAsked && faults.levels !== null ? faultId : undefined} className="flex flex-wrap gap-x-6">
              {levels.map((level) => {
                const isElsewhere = groups.some((other) => other.id !== group.id && other.levels.includes(level));
                return (
                  <Checkbox
                    key={level}
                    label={levelName(level)}
                    isSelected={group.levels.includes(level)}
                    isDisabled={isElsewhere}
                    onChange={(isIn) => set(group.id, { levels: chosen(levels, group.levels, level, isIn) })}
                  />
                );
              })}
            </div>
            {isAsked && faults.levels !== null && (
              <p id={faultId} className="text-sm font-medium text-negative">
                <Icon name="error" /> {i18n._(WORDS_FAULTS[faults.levels])}
              </p>
            )}
          </fieldset>
        );
      })}
      <Button size="small" icon="plus" onPress={() => onChange([...groups, { id: nextId(groups), was: null, name: '', levels: [] }])}>
        <Trans>Add a group</Trans>
      </Button>
    </section>
  );
}
