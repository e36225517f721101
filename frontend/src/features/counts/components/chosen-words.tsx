import { Checkbox } from '@kit/checkbox';
import { useDistrictNames } from '@lib/district-names';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { chosen } from '../model/policy-words';

type Kind = 'levels' | 'needs' | 'repeating';

const TITLES: Record<Kind, MessageDescriptor> = {
  levels: msg`Levels that the policy uses`,
  needs: msg`Need categories that the policy uses`,
  repeating: msg`One pupil may count more than once in`,
};

type ChosenWordsProps = {
  kind: Kind;
  all: readonly string[];
  now: readonly string[];
  onChange: (now: string[]) => void;
  /** Why one that is chosen cannot go now. */
  whyItStays?: (one: string) => string | undefined;
};

/** Levels or needs to tick. */
export function ChosenWords({ kind, all, now, onChange, whyItStays }: ChosenWordsProps) {
  const { i18n } = useLingui();
  const { levelName, needName } = useDistrictNames();
  if (all.length === 0) return null;
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{i18n._(TITLES[kind])}</legend>
      <div className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
        {all.map((one) => {
          const isIn = now.includes(one);
          const stays = isIn ? whyItStays?.(one) : undefined;
          return (
            <Checkbox
              key={one}
              label={kind === 'levels' ? levelName(one) : needName(one)}
              description={stays}
              isSelected={isIn}
              isDisabled={stays !== undefined}
              onChange={(isChosen) => onChange(chosen(all, now, one, isChosen))}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
