import { Button } from '@kit/button';
import { IconButton } from '@kit/icon-button';
import { MoneyInput } from '@kit/money-input';
import { NumberField } from '@kit/number-field';
import { Select } from '@kit/select';
import type { ConcentrationRule, EnrollmentFloorRule, SupplementCap, ThresholdSupplementRule } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { needName } from '../editing';
import type { RuleParametersProps } from '../change-rule';
import { useProblemAt } from '../rule-problems';
import { ShareField } from '../share-field';
import { CountedFields } from './counted-fields';
import { FigurePicker } from './figure-picker';

/** Small schools: dollars for each pupil that is missing to a threshold. */
export function ThresholdSupplementEditor({ editing, rule, onChange }: RuleParametersProps<ThresholdSupplementRule>) {
  const { t } = useLingui();
  const caps = rule.caps ?? [];
  const thresholdProblem = useProblemAt('threshold');
  const rateProblem = useProblemAt('rate_dollars');
  return (
    <div className="space-y-4">
      <CountedFields editing={editing} rule={rule} onChange={(part) => onChange({ ...rule, ...part })} />
      <div className="grid grid-cols-2 items-start gap-3">
        <NumberField
          label={t`Schools below this many pupils`}
          isRequired
          maxDecimals={2}
          isReadOnly={!editing.canEdit}
          errorMessage={thresholdProblem}
          value={rule.threshold}
          onChange={(threshold) => threshold !== null && onChange({ ...rule, threshold })}
        />
        <NumberField
          label={t`Dollars for each pupil missing`}
          isRequired
          isReadOnly={!editing.canEdit}
          errorMessage={rateProblem}
          value={rule.rate_dollars}
          onChange={(rate_dollars) => rate_dollars !== null && onChange({ ...rule, rate_dollars })}
        />
      </div>
      <p className="text-sm text-muted">
        <Trans>Example: a school with {Math.floor(Number(rule.threshold) * 0.8)} pupils is short by {Math.ceil(Number(rule.threshold) * 0.2)} and receives that many times the dollars.</Trans>
      </p>
      {caps.map((cap, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- caps have no other name than their place
        <div key={place} className="flex items-end gap-2">
          <CapFields editing={editing} cap={cap} place={place} onChange={(next) => onChange({ ...rule, caps: caps.with(place, next) })} />
          {editing.canEdit && (
            <IconButton icon="close" label={t`Remove limit ${place + 1}`} onPress={() => onChange({ ...rule, caps: caps.filter((_, other) => other !== place) })} />
          )}
        </div>
      ))}
      {editing.canEdit && caps.length < 10 && (
        <Button size="small" icon="plus" onPress={() => onChange({ ...rule, caps: [...caps, { amount_cents: 10_000_000 }] })}>
          <Trans>Add a limit</Trans>
        </Button>
      )}
      {caps.length > 1 && (
        <p className="text-sm text-muted">
          <Trans>The lowest of the limits counts.</Trans>
        </p>
      )}
    </div>
  );
}

type CapKind = 'amount' | 'per_pupil' | 'measure';
type CapFieldsProps = Pick<RuleParametersProps, 'editing'> & { cap: SupplementCap; place: number; onChange: (cap: SupplementCap) => void };

function CapFields({ editing, cap, place, onChange }: CapFieldsProps) {
  const { t } = useLingui();
  const kind: CapKind = typeof cap.amount_cents === 'number' ? 'amount' : typeof cap.per_pupil_dollars === 'string' ? 'per_pupil' : 'measure';
  return (
    <div className="grid grow grid-cols-2 items-end gap-2">
      <Select<CapKind>
        label={t`At most`}
        isDisabled={!editing.canEdit}
        items={[
          { id: 'amount', label: t`an amount` },
          { id: 'per_pupil', label: t`dollars per pupil` },
          { id: 'measure', label: t`a measure in dollars` },
        ]}
        selected={kind}
        onSelect={(next) =>
          onChange(next === 'amount' ? { amount_cents: 10_000_000 } : next === 'per_pupil' ? { per_pupil_dollars: '1000' } : { measure: editing.measures[0]?.text ?? 'pupils' })
        }
      />
      {kind === 'amount' && (
        <MoneyInput label={t`Amount`} isRequired isReadOnly={!editing.canEdit} value={cap.amount_cents ?? 0} onChange={(cents) => cents !== null && onChange({ amount_cents: cents })} />
      )}
      {kind === 'per_pupil' && (
        <NumberField
          label={t`Dollars per pupil`}
          isRequired
          isReadOnly={!editing.canEdit}
          value={cap.per_pupil_dollars ?? '0'}
          onChange={(dollars) => dollars !== null && onChange({ per_pupil_dollars: dollars })}
        />
      )}
      {kind === 'measure' && (
        <FigurePicker editing={editing} label={t`Measure`} field={`caps/${place}/measure`} isMeasureOnly value={cap.measure ?? ''} onChange={(measure) => onChange({ measure })} />
      )}
    </div>
  );
}

/** Small schools: counted as if they had a least number of pupils. */
export function EnrollmentFloorEditor({ editing, rule, onChange }: RuleParametersProps<EnrollmentFloorRule>) {
  const { t } = useLingui();
  const pupilsProblem = useProblemAt('pupils');
  const rateProblem = useProblemAt('rate_dollars');
  return (
    <div className="space-y-4">
      <CountedFields editing={editing} rule={rule} onChange={(part) => onChange({ ...rule, ...part })} />
      <div className="grid grid-cols-2 items-start gap-3">
        <NumberField
          label={t`Counted as at least`}
          description={t`pupils`}
          isRequired
          maxDecimals={2}
          isReadOnly={!editing.canEdit}
          errorMessage={pupilsProblem}
          value={rule.pupils}
          onChange={(pupils) => pupils !== null && onChange({ ...rule, pupils })}
        />
        <NumberField
          label={t`Dollars per pupil`}
          description={t`for each pupil it lacks`}
          isRequired
          isReadOnly={!editing.canEdit}
          errorMessage={rateProblem}
          value={rule.rate_dollars}
          onChange={(rate_dollars) => rate_dollars !== null && onChange({ ...rule, rate_dollars })}
        />
      </div>
      <p className="text-sm text-muted">
        <Trans>Give the pupils a school has their dollars by another rule; this one pays only for those it lacks.</Trans>
      </p>
    </div>
  );
}

/** More per pupil where a need is concentrated. */
export function ConcentrationEditor({ editing, rule, onChange }: RuleParametersProps<ConcentrationRule>) {
  const { t } = useLingui();
  const thresholdProblem = useProblemAt('threshold');
  const rateProblem = useProblemAt('rate_dollars');
  const needs = editing.policy.need_categories.filter((need) => need !== 'all');
  const name = needName(editing, rule.share_of);
  return (
    <div className="space-y-4">
      <div className="grid grid-cols-2 items-start gap-3">
        <Select
          label={t`Concentrated need`}
          isDisabled={!editing.canEdit}
          items={(needs.includes(rule.share_of) ? needs : [...needs, rule.share_of]).map((need) => ({ id: need, label: needName(editing, need) }))}
          selected={rule.share_of}
          onSelect={(share_of) => onChange({ ...rule, share_of })}
        />
        <ShareField
          label={t`Begins above`}
          description={t`of pupils`}
          isReadOnly={!editing.canEdit}
          errorMessage={thresholdProblem}
          value={rule.threshold}
          onChange={(threshold) => onChange({ ...rule, threshold })}
        />
        <NumberField
          label={t`Dollars per pupil`}
          description={t`at 100 points above`}
          isRequired
          isReadOnly={!editing.canEdit}
          errorMessage={rateProblem}
          value={rule.rate_dollars}
          onChange={(rate_dollars) => rate_dollars !== null && onChange({ ...rule, rate_dollars })}
        />
        <Select
          label={t`Share measured in`}
          isDisabled={!editing.canEdit}
          items={[
            { id: 'school', label: t`each school` },
            { id: 'district', label: t`the whole district` },
          ]}
          selected={rule.basis ?? 'school'}
          onSelect={(basis) => onChange({ ...rule, basis })}
        />
      </div>
      <CountedFields editing={editing} rule={rule} onChange={(part) => onChange({ ...rule, ...part })} />
      <p className="text-sm text-muted">
        <Trans>
          A school that is 10 points above the threshold in {name} receives a tenth of the dollars for each pupil counted.
        </Trans>
      </p>
    </div>
  );
}
