import { Select } from '@kit/select';
import type { DistrictSettings } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ImportMapping, LevelRule } from '../model/mapping';

type LevelRuleFieldsProps = { mapping: ImportMapping; settings: DistrictSettings | undefined; onChange: (mapping: ImportMapping) => void };

const START: LevelRule = { by: 'column', spanning: 'main' };

/** Where the level of a count comes from, and what a school on two levels does. */
export function LevelRuleFields({ mapping, settings, onChange }: LevelRuleFieldsProps) {
  const { t } = useLingui();
  const rule = mapping.level;
  const set = (part: Partial<LevelRule>) => onChange({ ...mapping, level: { ...(rule ?? START), ...part } });
  return (
    <fieldset className="space-y-3">
      <legend className="mb-1 text-sm font-semibold">
        <Trans>Level of the pupils</Trans>
      </legend>
      <Select
        label={t`The level comes from`}
        items={[
          { id: 'none', label: t`the matched column` },
          { id: 'column', label: t`a column with a level, grade or school type` },
          { id: 'grades', label: t`the lowest and highest grade` },
          { id: 'counts', label: t`the counts by level in the row` },
          { id: 'school', label: t`the school as it was imported` },
          { id: 'whole', label: t`nowhere: the school as a whole` },
        ]}
        selected={rule === null ? 'none' : rule.by === 'constant' ? 'none' : rule.by}
        onSelect={(by) =>
          by === 'none'
            ? onChange({ ...mapping, level: null })
            : set({ by, spanning: rule?.spanning === 'spread' && by !== 'counts' ? 'main' : (rule?.spanning ?? 'main') })
        }
      />
      {rule !== null && rule.by !== 'whole' && (
        <>
          <Select
            label={t`A school on several levels counts`}
            items={[
              { id: 'main', label: t`on its main level` },
              { id: 'lowest', label: t`on its lowest level` },
              { id: 'highest', label: t`on its highest level` },
              { id: 'spread', label: t`spread by its pupils`, isDisabled: rule.by !== 'counts' },
              { id: 'whole', label: t`as a whole` },
              { id: 'refuse', label: t`not at all: show it as an error` },
            ]}
            selected={rule.spanning}
            onSelect={(spanning) => set({ spanning })}
          />
          <Select
            label={t`Level of a row that tells none`}
            items={[{ id: '', label: t`show it as an error` }, ...(settings?.levels ?? []).map((level) => ({ id: level.level, label: level.name }))]}
            selected={rule.otherwise ?? ''}
            onSelect={(level) => set({ otherwise: level === '' ? null : level })}
          />
        </>
      )}
    </fieldset>
  );
}
