import { Button } from '@kit/button';
import { Checkbox } from '@kit/checkbox';
import { Icon } from '@kit/icon';
import { IconButton } from '@kit/icon-button';
import { Select } from '@kit/select';
import { useDistrictNames } from '@lib/district-names';
import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import { chosen, EVERY_PUPIL, nextId, type PolicyWords, unionFaults, type UnionRow } from '../model/policy-words';
import { WORDS_FAULTS } from './words-faults';

/** The count itself and the fewest it can unite. */
const FEWEST_NEEDS = 3;

type UnionRowsProps = { words: PolicyWords; isAsked: boolean; onChange: (unions: readonly UnionRow[]) => void };

/** Counts of their own that hold each pupil of several others once. */
export function UnionRows({ words, isAsked, onChange }: UnionRowsProps) {
  const { t, i18n } = useLingui();
  const { needName } = useDistrictNames();
  const { unions } = words;
  const ids = useId();
  const needs = words.needs.filter((need) => need !== EVERY_PUPIL);
  const set = (id: number, part: Partial<UnionRow>) => onChange(unions.map((union) => (union.id === id ? { ...union, ...part } : union)));
  return (
    <section className="space-y-3">
      <h3 className="font-semibold">
        <Trans>Counts that hold each pupil once</Trans>
      </h3>
      <p className="max-w-line text-sm text-muted">
        <Trans>An unduplicated count is imported as a need category of its own. Say which others it unites; schools where it cannot be right are named.</Trans>
      </p>
      {unions.map((union, place) => {
        const faults = unionFaults(words, union);
        const faultId = `${ids}-${union.id}`;
        const name = union.need === null ? t`Count ${place + 1}` : needName(union.need);
        return (
          <fieldset key={union.id} className="space-y-2 rounded-lg border border-line p-3">
            <legend className="sr-only">{name}</legend>
            <div className="flex items-start gap-2">
              <Select
                className="min-w-0 flex-1 sm:max-w-xs"
                label={t`Unduplicated count`}
                placeholder={t`Choose a need category`}
                items={needs.map((need) => ({ id: need, label: needName(need) }))}
                selected={union.need}
                onSelect={(need) => set(union.id, { need, of: union.of.filter((one) => one !== need) })}
                errorMessage={isAsked && faults.need !== null ? i18n._(WORDS_FAULTS[faults.need]) : null}
              />
              <IconButton icon="close" label={t`Remove ${name}`} className="mt-6" onPress={() => onChange(unions.filter((one) => one.id !== union.id))} />
            </div>
            <div role="group" aria-label={t`Unites`} aria-describedby={isAsked && faults.of !== null ? faultId : undefined}>
              <p aria-hidden className="text-sm font-semibold">
                <Trans>Unites</Trans>
              </p>
              <div className="flex flex-wrap gap-x-6">
                {needs
                  .filter((need) => need !== union.need)
                  .map((need) => (
                    <Checkbox key={need} label={needName(need)} isSelected={union.of.includes(need)} onChange={(isIn) => set(union.id, { of: chosen(needs, union.of, need, isIn) })} />
                  ))}
              </div>
            </div>
            {isAsked && faults.of !== null && (
              <p id={faultId} className="text-sm font-medium text-negative">
                <Icon name="error" /> {i18n._(WORDS_FAULTS[faults.of])}
              </p>
            )}
          </fieldset>
        );
      })}
      {needs.length < FEWEST_NEEDS && (
        <p className="text-sm text-muted">
          <Trans>It takes three need categories beside every pupil: the count, and two that it unites.</Trans>
        </p>
      )}
      <Button size="small" icon="plus" isDisabled={needs.length < FEWEST_NEEDS} onPress={() => onChange([...unions, { id: nextId(unions), need: null, of: [] }])}>
        <Trans>Add an unduplicated count</Trans>
      </Button>
    </section>
  );
}
