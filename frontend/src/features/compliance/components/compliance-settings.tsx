import { IconButton } from '@kit/icon-button';
import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import { Select } from '@kit/select';
import { Switch } from '@kit/switch';
import type { ComplianceSettings, DataNames } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { COMPARABLE, LONGEVITY, SPENDING, SUPPLEMENT } from '../model/cites';
import { CaliforniaGrants } from './california-grants';
import { FlagField } from './title-one/fields';

type FormProps = { settings: ComplianceSettings; names: DataNames; isReadOnly: boolean; onChange: (changes: Partial<ComplianceSettings>) => void };

const BY_NAME = '';
const USUAL_FLAG = 'title_1';

/** The target, the test of comparability and how the report shows what is spent centrally, each with its place in the law. */
export function ComplianceSettingsForm({ settings, names, isReadOnly, onChange }: FormProps) {
  const { t } = useLingui();
  const percent = (name: 'control_target_bp' | 'ratio_limit_bp' | 'dollars_limit_bp') => ({
    value: settings[name] ?? null,
    isDisabled: isReadOnly,
    onChange: (bp: number | null) => {
      if (bp !== null) onChange({ [name]: bp });
    },
  });
  const source = settings.title_one_source_id ?? null;
  const sources = names.sources.map((one) => ({ id: one.source_id, label: one.name }));
  if (source !== null && !sources.some((one) => one.id === source)) sources.unshift({ id: source, label: t`${source} (not in the data)` });
  return (
    <div className="grid items-start gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
      <PercentInput label={t`Unrestricted money under school control, target`} description={t`The district’s own`} {...percent('control_target_bp')} />
      <Select
        label={t`Title I money is the source`}
        description={SUPPLEMENT}
        isDisabled={isReadOnly}
        selected={source ?? BY_NAME}
        onSelect={(id) => onChange({ title_one_source_id: id === BY_NAME ? null : id })}
        items={[{ id: BY_NAME, label: t`The one whose name says so` }, ...sources]}
      />
      <FlagField
        label={t`Title I schools have the flag`}
        description={SUPPLEMENT}
        value={settings.title_one_flag ?? USUAL_FLAG}
        names={names}
        isReadOnly={isReadOnly}
        onSelect={(flag) => onChange({ title_one_flag: flag ?? USUAL_FLAG })}
      />
      <Select
        label={t`Comparability is shown by`}
        description={COMPARABLE}
        selected={settings.comparability_test ?? 'staff_ratio'}
        isDisabled={isReadOnly}
        onSelect={(comparability_test) => onChange({ comparability_test })}
        items={[
          { id: 'staff_ratio', label: t`Pupils per position` },
          { id: 'dollars', label: t`Dollars per pupil` },
          { id: 'either', label: t`Either of the two` },
        ]}
      />
      <PercentInput label={t`Most pupils per position, of the others’`} description={COMPARABLE} {...percent('ratio_limit_bp')} />
      <PercentInput label={t`Fewest dollars per pupil, of the others’`} description={COMPARABLE} {...percent('dollars_limit_bp')} />
      <NumberField
        label={t`Schools up to so many pupils are exempt`}
        description={COMPARABLE}
        maxDecimals={0}
        value={String(settings.small_school_pupils ?? 100)}
        isDisabled={isReadOnly}
        onChange={(text) => {
          if (text !== null) onChange({ small_school_pupils: Number(text) });
        }}
      />
      <div>
        <Switch label={t`Leave out longevity pay`} isSelected={settings.leave_out_longevity ?? true} isDisabled={isReadOnly} onChange={(leave_out_longevity) => onChange({ leave_out_longevity })} />
        <p className="text-sm text-muted">{LONGEVITY}</p>
      </div>
      <div>
        <Switch label={t`Leave out federally paid staff`} isSelected={settings.leave_out_federal ?? true} isDisabled={isReadOnly} onChange={(leave_out_federal) => onChange({ leave_out_federal })} />
        <p className="text-sm text-muted">{COMPARABLE}</p>
      </div>
      <Select
        label={t`Central spending in the report`}
        description={SPENDING}
        selected={settings.central_spread ?? 'apart'}
        isDisabled={isReadOnly}
        onSelect={(central_spread) => onChange({ central_spread })}
        items={[
          { id: 'apart', label: t`stands apart` },
          { id: 'pupils', label: t`is spread by pupils` },
        ]}
      />
      <ExcludedSources settings={settings} names={names} isReadOnly={isReadOnly} onChange={onChange} />
      <CaliforniaGrants settings={settings} names={names} isReadOnly={isReadOnly} onChange={onChange} />
    </div>
  );
}

/** Sources that the state leaves out of the spending report. */
function ExcludedSources({ settings, names, isReadOnly, onChange }: FormProps) {
  const { t } = useLingui();
  const excluded = settings.excluded_source_ids ?? [];
  const nameOf = (id: string) => names.sources.find((source) => source.source_id === id)?.name ?? id;
  const free = names.sources.filter((source) => !excluded.includes(source.source_id));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-semibold">
        <Trans>Left out of the report</Trans>
      </legend>
      <p className="text-sm text-muted">
        <Trans>Capital, debt and programs outside the regular day, as the state says.</Trans> {SPENDING}
      </p>
      {excluded.length > 0 && (
        <ul className="mt-2 space-y-1">
          {excluded.map((id) => (
            <li key={id} className="flex items-center justify-between gap-2 rounded-md bg-sunken pl-3">
              <span className="min-w-0">{nameOf(id)}</span>
              {!isReadOnly && <IconButton icon="close" label={t`Count ${nameOf(id)} again`} onPress={() => onChange({ excluded_source_ids: excluded.filter((one) => one !== id) })} />}
            </li>
          ))}
        </ul>
      )}
      {!isReadOnly && free.length > 0 && (
        <Select
          className="mt-2"
          label={t`Leave out a source`}
          placeholder={t`Choose a source`}
          selected={null}
          onSelect={(id) => onChange({ excluded_source_ids: [...excluded, id] })}
          items={free.map((one) => ({ id: one.source_id, label: one.name }))}
        />
      )}
    </fieldset>
  );
}
