import { IconButton } from '@kit/icon-button';
import { NumberField } from '@kit/number-field';
import { Select } from '@kit/select';
import { Trans, useLingui } from '@lingui/react/macro';
import { Cite, cited, type FieldsProps, FlagField, GRID, Group } from './fields';
import { useCountChoices } from './use-count-choices';

const MOST_COUNTS = 10;
const USUAL = ['need:poverty'];
const ENROLLED = 'need:all';

/** Who is counted as a low-income child, and out of which count of the data. */
export function ChildrenFields(props: FieldsProps) {
  const { t } = useLingui();
  const { settings, names, isReadOnly, onChange } = props;
  const { choices, withCurrent } = useCountChoices(names);
  const certified = settings.community_eligibility_count ?? 'need:direct_certification';
  const privately = settings.private_count ?? 'private_low_income';
  const flag = settings.community_eligibility_flag === undefined ? 'community_eligibility' : settings.community_eligibility_flag;
  return (
    <Group title={t`Low-income children`} lead={<Trans>One measure of poverty for who is eligible, for the ranking and for the amounts.</Trans>}>
      <div className={GRID}>
        <Select
          label={t`Measure of poverty`}
          description={cited('poverty_measure')}
          selected={settings.poverty_measure ?? 'frpl'}
          isDisabled={isReadOnly}
          onSelect={(poverty_measure) => onChange({ poverty_measure })}
          items={[
            { id: 'frpl', label: t`Free and reduced-price meals` },
            { id: 'direct_certification', label: t`Direct certification` },
            { id: 'tanf', label: t`TANF` },
            { id: 'medicaid', label: t`Medicaid` },
            { id: 'census', label: t`Census` },
            { id: 'composite', label: t`Composite of several` },
          ]}
        />
        <Counts {...props} />
        <Select
          label={t`A school’s share is of`}
          description={cited('children_count')}
          isDisabled={isReadOnly}
          selected={settings.children_count ?? ENROLLED}
          onSelect={(count) => onChange({ children_count: count === ENROLLED ? null : count, plan: null })}
          items={[{ id: ENROLLED, label: t`the pupils enrolled` }, ...(settings.children_count ? withCurrent(settings.children_count) : choices)]}
        />
        <FlagField
          label={t`Schools under community eligibility have the flag`}
          none={t`No school is`}
          description={cited('community_eligibility_flag')}
          value={flag}
          names={names}
          isReadOnly={isReadOnly}
          onSelect={(community_eligibility_flag) => onChange({ community_eligibility_flag, plan: null })}
        />
        {flag !== null && names.flags.includes(flag) && (
          <Select
            label={t`Their direct certifications`}
            description={cited('community_eligibility_count', t`Counted times the multiplier below`)}
            isDisabled={isReadOnly}
            selected={certified}
            onSelect={(community_eligibility_count) => onChange({ community_eligibility_count, plan: null })}
            items={withCurrent(certified)}
          />
        )}
        <Select
          label={t`Private low-income children by school area`}
          description={cited('private_count')}
          isDisabled={isReadOnly || settings.private_total != null}
          selected={privately}
          onSelect={(private_count) => onChange({ private_count, plan: null })}
          items={withCurrent(privately)}
        />
        <NumberField
          label={t`Private low-income children`}
          description={cited('private_total', t`Empty: by school area, from the data`)}
          value={settings.private_total == null ? null : String(settings.private_total)}
          maxDecimals={0}
          isDisabled={isReadOnly}
          onChange={(text) => onChange({ private_total: text === null ? null : Number(text) })}
        />
      </div>
    </Group>
  );
}

/** The counts of the measure; several are put together by the highest or the sum. */
function Counts({ settings, names, isReadOnly, onChange }: FieldsProps) {
  const { t } = useLingui();
  const { choices, withCurrent } = useCountChoices(names);
  const counts = settings.poverty_counts ?? USUAL;
  const set = (poverty_counts: string[]) => onChange({ poverty_counts, plan: null });
  const free = choices.filter((one) => !counts.includes(one.id));
  return (
    <fieldset className="min-w-0 space-y-2">
      <legend className="sr-only">{t`Counts of the measure`}</legend>
      {counts.map((count, place) => (
        <div key={count} className="flex items-end gap-1">
          <Select
            className="grow"
            label={counts.length === 1 ? t`Counted as` : t`Counted as, ${place + 1}`}
            errorMessage={choices.length > 0 && !choices.some((one) => one.id === count) ? t`The data have no such count: choose one of them, or import it.` : null}
            isDisabled={isReadOnly}
            selected={count}
            onSelect={(other) => set(counts.with(place, other))}
            items={withCurrent(count).filter((one) => one.id === count || !counts.includes(one.id))}
          />
          {!isReadOnly && counts.length > 1 && <IconButton icon="close" label={t`Do not count ${count}`} onPress={() => set(counts.filter((other) => other !== count))} />}
        </div>
      ))}
      <Cite of="poverty_counts" />
      {!isReadOnly && free.length > 0 && counts.length < MOST_COUNTS && (
        <Select label={t`Count something else too`} placeholder={t`Choose a count`} selected={null} onSelect={(count) => set([...counts, count])} items={free} />
      )}
      {counts.length > 1 && (
        <Select
          label={t`Together`}
          description={cited('combine_counts')}
          isDisabled={isReadOnly}
          selected={settings.combine_counts ?? 'highest'}
          onSelect={(combine_counts) => onChange({ combine_counts, plan: null })}
          items={[
            { id: 'highest', label: t`the highest of them at each school` },
            { id: 'sum', label: t`their sum` },
          ]}
        />
      )}
    </fieldset>
  );
}
