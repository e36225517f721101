import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import { RadioGroup } from '@kit/radio-group';
import { Switch } from '@kit/switch';
import type { PriorYearChangeRule } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';
import type { RuleParametersProps } from '../change-rule';
import { FigurePicker } from './figure-picker';

/** Last year's dollars, changed by what the change in pupils is worth. */
export function PriorYearEditor({ editing, rule, onChange }: RuleParametersProps<PriorYearChangeRule>) {
  const { t } = useLingui();
  const first = editing.measures[0]?.text ?? 'pupils';
  const isInDollars = typeof rule.change_measure === 'string';
  const hasPercent = typeof rule.percent_measure === 'string';
  return (
    <div className="space-y-4">
      <FigurePicker editing={editing} label={t`Last year’s dollars`} field="prior_measure" isMeasureOnly value={rule.prior_measure} onChange={(prior_measure) => onChange({ ...rule, prior_measure })} />
      <RadioGroup
        label={t`The change is`}
        isDisabled={!editing.canEdit}
        items={[
          { id: 'dollars', label: t`a measure in dollars` },
          { id: 'pupils', label: t`weighted pupils now less those of last year, times a rate` },
        ]}
        selected={isInDollars ? 'dollars' : 'pupils'}
        onSelect={(form) =>
          onChange(
            form === 'dollars'
              ? { ...rule, change_measure: first, pupils_measure: null, prior_pupils_measure: null, rate_dollars: null }
              : { ...rule, change_measure: null, pupils_measure: 'pupils', prior_pupils_measure: first, rate_dollars: '1000' },
          )
        }
      />
      {isInDollars ? (
        <FigurePicker editing={editing} label={t`The change in dollars`} field="change_measure" isMeasureOnly value={rule.change_measure ?? first} onChange={(change_measure) => onChange({ ...rule, change_measure })} />
      ) : (
        <div className="grid grid-cols-2 items-end gap-3">
          <FigurePicker editing={editing} label={t`Pupils now`} field="pupils_measure" value={rule.pupils_measure ?? 'pupils'} onChange={(pupils_measure) => onChange({ ...rule, pupils_measure })} />
          <FigurePicker editing={editing} label={t`Pupils last year`} field="prior_pupils_measure" value={rule.prior_pupils_measure ?? first} onChange={(prior_pupils_measure) => onChange({ ...rule, prior_pupils_measure })} />
          <NumberField
            label={t`Dollars per weighted pupil`}
            className="col-span-2"
            isRequired
            isReadOnly={!editing.canEdit}
            value={rule.rate_dollars ?? '0'}
            onChange={(rate_dollars) => rate_dollars !== null && onChange({ ...rule, rate_dollars })}
          />
        </div>
      )}
      <Switch
        label={t`Each school moves at its own percent of the formula`}
        isSelected={hasPercent}
        isDisabled={!editing.canEdit}
        onChange={(isOn) => onChange({ ...rule, percent_measure: isOn ? first : null })}
      />
      {hasPercent && (
        <div className="grid grid-cols-2 items-end gap-3">
          <FigurePicker editing={editing} label={t`Its percent`} field="percent_measure" isMeasureOnly value={rule.percent_measure ?? first} onChange={(percent_measure) => onChange({ ...rule, percent_measure })} />
          <PercentInput label={t`At most`} isRequired isReadOnly={!editing.canEdit} value={rule.percent_limit_bp ?? 10_000} onChange={(percent_limit_bp) => percent_limit_bp !== null && onChange({ ...rule, percent_limit_bp })} />
        </div>
      )}
    </div>
  );
}
