import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import { Select } from '@kit/select';
import { Switch } from '@kit/switch';
import type { ComplianceSettings } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';

type FormProps = { settings: ComplianceSettings; isReadOnly: boolean; onChange: (changes: Partial<ComplianceSettings>) => void };

/** The target, the test of comparability and how the report shows what is spent centrally. */
export function ComplianceSettingsForm({ settings, isReadOnly, onChange }: FormProps) {
  const { t } = useLingui();
  const percent = (name: 'control_target_bp' | 'ratio_limit_bp' | 'dollars_limit_bp') => ({
    value: settings[name] ?? null,
    isDisabled: isReadOnly,
    onChange: (bp: number | null) => {
      if (bp !== null) onChange({ [name]: bp });
    },
  });
  return (
    <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
      <PercentInput label={t`Unrestricted money under school control, target`} {...percent('control_target_bp')} />
      <Select
        label={t`Comparability is shown by`}
        selected={settings.comparability_test ?? 'staff_ratio'}
        isDisabled={isReadOnly}
        onSelect={(comparability_test) => onChange({ comparability_test })}
        items={[
          { id: 'staff_ratio', label: t`Pupils per position` },
          { id: 'dollars', label: t`Dollars per pupil` },
          { id: 'either', label: t`Either of the two` },
        ]}
      />
      <PercentInput label={t`Most pupils per position, of the others’`} {...percent('ratio_limit_bp')} />
      <PercentInput label={t`Fewest dollars per pupil, of the others’`} {...percent('dollars_limit_bp')} />
      <NumberField
        label={t`Schools up to so many pupils are exempt`}
        maxDecimals={0}
        value={String(settings.small_school_pupils ?? 100)}
        isDisabled={isReadOnly}
        onChange={(text) => {
          if (text !== null) onChange({ small_school_pupils: Number(text) });
        }}
      />
      <Select
        label={t`Central spending in the report`}
        selected={settings.central_spread ?? 'apart'}
        isDisabled={isReadOnly}
        onSelect={(central_spread) => onChange({ central_spread })}
        items={[
          { id: 'apart', label: t`stands apart` },
          { id: 'pupils', label: t`is spread by pupils` },
        ]}
      />
      <Switch label={t`Leave out longevity pay`} isSelected={settings.leave_out_longevity ?? true} isDisabled={isReadOnly} onChange={(leave_out_longevity) => onChange({ leave_out_longevity })} />
      <Switch label={t`Leave out federally paid staff`} isSelected={settings.leave_out_federal ?? true} isDisabled={isReadOnly} onChange={(leave_out_federal) => onChange({ leave_out_federal })} />
    </div>
  );
}
