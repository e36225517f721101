import { Checkbox } from '@kit/checkbox';
import { Icon } from '@kit/icon';
import { Select } from '@kit/select';
import { Switch } from '@kit/switch';
import { Trans, useLingui } from '@lingui/react/macro';
import { Cite, cited, type FieldsProps, FlagField, GRID, Group } from './fields';
import { useDistrictNames } from './use-count-choices';

/** Who is eligible, in which order schools are served, and which grade spans. */
export function RankingFields(props: FieldsProps) {
  const { t } = useLingui();
  const { levelName } = useDistrictNames();
  const { settings, names, isReadOnly, onChange } = props;
  const highest = settings.high_school_span ?? 'high';
  const levels = names.levels.includes(highest) ? names.levels : [...names.levels, highest];
  return (
    <Group title={t`Ranking and eligibility`}>
      <div className={GRID}>
        <Select
          label={t`Rank`}
          description={cited('grouping')}
          selected={settings.grouping ?? 'district'}
          isDisabled={isReadOnly}
          onSelect={(grouping) => onChange({ grouping, plan: null })}
          items={[
            { id: 'district', label: t`All schools together` },
            { id: 'grade_span', label: t`By grade span` },
          ]}
        />
        <Select
          label={t`Eligible at the share of`}
          description={cited('eligibility_average')}
          selected={settings.eligibility_average ?? 'district'}
          isDisabled={isReadOnly}
          onSelect={(eligibility_average) => onChange({ eligibility_average, plan: null })}
          items={[
            { id: 'district', label: t`the district` },
            { id: 'grade_span', label: t`the grade span` },
            { id: 'either', label: t`either` },
          ]}
        />
        <Select
          label={t`High schools are the grade span`}
          description={cited('high_school_span', t`Where high schools may join those served first`)}
          selected={highest}
          isDisabled={isReadOnly}
          onSelect={(high_school_span) => onChange({ high_school_span, plan: null })}
          items={levels.map((level) => ({ id: level, label: levelName(level) }))}
        />
        <div>
          <Switch label={t`Schools from 35% are eligible too`} isSelected={settings.thirty_five_rule ?? true} isDisabled={isReadOnly} onChange={(thirty_five_rule) => onChange({ thirty_five_rule, plan: null })} />
          <Cite of="thirty_five_rule" />
        </div>
        <FlagField
          label={t`Schools served last year have the flag`}
          none={t`No flag says so`}
          description={cited('previously_served_flag', t`Where they stay eligible for a year`)}
          value={settings.previously_served_flag === undefined ? 'title_1' : settings.previously_served_flag}
          names={names}
          isReadOnly={isReadOnly}
          onSelect={(previously_served_flag) => onChange({ previously_served_flag, plan: null })}
        />
        {settings.grouping === 'grade_span' && <Spans {...props} />}
      </div>
    </Group>
  );
}

/** Which grade spans are served at all; schools above 75 % are served whatever their span. */
function Spans({ settings, names, isReadOnly, onChange }: FieldsProps) {
  const { t } = useLingui();
  const { levelName } = useDistrictNames();
  const chosen = settings.spans_served ?? names.levels;
  const set = (spans: string[]) => onChange({ spans_served: spans.length === names.levels.length ? null : spans, plan: null });
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-semibold">
        <Trans>Grade spans served</Trans>
      </legend>
      {names.levels.map((level) => (
        <Checkbox
          key={level}
          label={levelName(level)}
          isDisabled={isReadOnly}
          isSelected={chosen.includes(level)}
          onChange={(isOn) => set(names.levels.filter((other) => (other === level ? isOn : chosen.includes(other))))}
        />
      ))}
      {chosen.length === 0 && (
        <p role="alert" className="mt-1 text-sm font-medium text-negative">
          <Icon name="error" className="mr-1.5" />
          {t`Serve at least one grade span.`}
        </p>
      )}
      <Cite of="spans_served" />
    </fieldset>
  );
}
