import { RadioGroup } from '@kit/radio-group';
import type { FormulaRule } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import type { RuleParametersProps } from '../change-rule';
import { CountedFields } from './counted-fields';
import { FigurePicker } from './figure-picker';

/** The dollars a computed measure says: the home of every formula that no other kind knows. */
export function FormulaEditor({ editing, rule, onChange }: RuleParametersProps<FormulaRule>) {
  const { t } = useLingui();
  return (
    <div className="space-y-4">
      <FigurePicker editing={editing} label={t`The measure`} field="measure" isMeasureOnly value={rule.measure} onChange={(measure) => onChange({ ...rule, measure })} />
      <RadioGroup
        label={t`It says dollars`}
        isDisabled={!editing.canEdit}
        items={[
          { id: 'school', label: t`for the school` },
          { id: 'pupil', label: t`for each pupil` },
        ]}
        selected={rule.per ?? 'school'}
        onSelect={(per) => onChange({ ...rule, per })}
      />
      {rule.per === 'pupil' && <CountedFields editing={editing} rule={rule} onChange={(part) => onChange({ ...rule, ...part })} />}
      <p className="text-sm text-muted">
        <Trans>Write the measure under “Measures you compute”; a school without a value receives nothing from this rule.</Trans>
      </p>
    </div>
  );
}
