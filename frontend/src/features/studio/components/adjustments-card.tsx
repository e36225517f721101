import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Checkbox } from '@kit/checkbox';
import { MoneyInput } from '@kit/money-input';
import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import { RadioGroup } from '@kit/radio-group';
import { Switch } from '@kit/switch';
import type { Adjustment, AllocationResult, HoldHarmless, MinimumOperationalBudget } from '@lib/api-types';
import { formatBp } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import { evenPhaseOut, yearsToPhaseOut } from '../model/phase-out';
import { freeName, removeAdjustment, setAdjustment } from '../model/policy-edits';
import { type Editing, levelName } from './editing';
import { LiftedSchools } from './lifted-schools';
import { PayerFields } from './payer-fields';

type AdjustmentsCardProps = { editing: Editing; adjustments: readonly Adjustment[]; result: AllocationResult | undefined };

/** Floors under a school's total, what they cost, and who pays. */
export const AdjustmentsCard = memo(function AdjustmentsCard({ editing, adjustments, result }: AdjustmentsCardProps) {
  const { t } = useLingui();
  const ids = adjustments.map((one) => one.adjustment_id);
  const floor = adjustments.find((one) => one.kind === 'minimum_operational_budget');
  const harmless = adjustments.find((one) => one.kind === 'hold_harmless');
  return (
    <Card title={t`Floors`} description={t`No school falls below them; a top-up always names who pays.`}>
      <div className="space-y-6">
        <section className="space-y-4">
          <ToggleAdjustment editing={editing} label={t`Hold harmless: keep part of last year’s budget`} adjustment={harmless} make={() => newHoldHarmless(ids, t`Hold harmless`)} />
          {harmless?.kind === 'hold_harmless' && <HoldHarmlessFields editing={editing} adjustment={harmless} result={result} />}
        </section>
        <section className="space-y-4">
          <ToggleAdjustment editing={editing} label={t`Minimum budget: the least a school needs to run`} adjustment={floor} make={() => newMinimum(editing, ids, t`Minimum budget`)} />
          {floor?.kind === 'minimum_operational_budget' && <MinimumFields editing={editing} adjustment={floor} result={result} />}
        </section>
      </div>
    </Card>
  );
});

const newHoldHarmless = (ids: readonly string[], label: string): HoldHarmless => ({
  kind: 'hold_harmless',
  label,
  adjustment_id: freeName('hh', ids),
  percent_bp: 9_500,
  basis: 'total',
  phase_out: null,
  payer: { kind: 'gainers' },
});

const newMinimum = (editing: Editing, ids: readonly string[], label: string): MinimumOperationalBudget => ({
  kind: 'minimum_operational_budget',
  label,
  adjustment_id: freeName('mob', ids),
  per_pupil: editing.policy.levels.map((level) => ({ level, amount_cents: 300_000 })),
  per_school: null,
  equal_to_current: false,
  payer: { kind: 'gainers' },
});

function ToggleAdjustment({ editing, label, adjustment, make }: { editing: Editing; label: string; adjustment: Adjustment | undefined; make: () => Adjustment }) {
  return (
    <Switch
      label={<span className="font-semibold">{label}</span>}
      isSelected={adjustment !== undefined}
      isDisabled={!editing.canEdit}
      onChange={() => editing.edit(adjustment === undefined ? setAdjustment(make()) : removeAdjustment(adjustment.adjustment_id))}
    />
  );
}

type FieldsProps<A extends Adjustment> = { editing: Editing; adjustment: A; result: AllocationResult | undefined };

function HoldHarmlessFields({ editing, adjustment, result }: FieldsProps<HoldHarmless>) {
  const { t } = useLingui();
  const { canEdit, policy } = editing;
  const change = (part: Partial<HoldHarmless>) => editing.edit(setAdjustment({ ...adjustment, ...part }));
  const years = yearsToPhaseOut(adjustment.phase_out, policy.fiscal_year);
  return (
    <div className="space-y-4 border-l-2 border-line pl-4">
      <div className="grid grid-cols-2 gap-3">
        <PercentInput
          label={t`Keeps at least`}
          description={t`of its current budget`}
          isRequired
          isReadOnly={!canEdit}
          value={adjustment.percent_bp}
          onChange={(bp) => bp !== null && change({ percent_bp: bp, phase_out: years === null ? null : evenPhaseOut(policy.fiscal_year, bp, years) })}
        />
        <NumberField
          label={t`Years to phase out`}
          description={t`empty: it stays`}
          maxDecimals={0}
          isReadOnly={!canEdit}
          value={years === null ? null : String(years)}
          onChange={(value) => change({ phase_out: value === null ? null : evenPhaseOut(policy.fiscal_year, adjustment.percent_bp, Math.min(Number(value), 30)) })}
        />
      </div>
      {adjustment.phase_out && adjustment.phase_out.length > 0 && (
        <p className="text-sm text-muted">
          <Trans>
            By year:{' '}
            {adjustment.phase_out.map((step) => `${step.fiscal_year}: ${formatBp(step.percent_bp)}`).join(', ')}
          </Trans>
        </p>
      )}
      <RadioGroup
        label={t`Compared`}
        isInline
        isDisabled={!canEdit}
        items={[
          { id: 'total', label: t`in total` },
          { id: 'per_pupil', label: t`per pupil` },
        ]}
        selected={adjustment.basis}
        onSelect={(basis) => change({ basis })}
      />
      <PayerFields editing={editing} payer={adjustment.payer} onChange={(payer) => change({ payer })} />
      <LiftedSchools adjustment={adjustment} result={result} />
    </div>
  );
}

function MinimumFields({ editing, adjustment, result }: FieldsProps<MinimumOperationalBudget>) {
  const { t } = useLingui();
  const { canEdit, policy } = editing;
  const change = (part: Partial<MinimumOperationalBudget>) => editing.edit(setAdjustment({ ...adjustment, ...part }));
  const perPupil = adjustment.per_pupil ?? [];
  return (
    <div className="space-y-4 border-l-2 border-line pl-4">
      <Checkbox
        label={t`The current budget is the minimum`}
        isSelected={adjustment.equal_to_current === true}
        isDisabled={!canEdit}
        onChange={(equal_to_current) => change({ equal_to_current, per_pupil: equal_to_current ? null : policy.levels.map((level) => ({ level, amount_cents: 300_000 })) })}
      />
      {adjustment.equal_to_current !== true && (
        <div className="grid grid-cols-2 items-end gap-3">
          {policy.levels.map((level) => (
            <MoneyInput
              key={level}
              label={t`Per pupil, ${levelName(editing, level)}`}
              isReadOnly={!canEdit}
              value={perPupil.find((one) => one.level === level)?.amount_cents ?? null}
              onChange={(cents) => {
                const others = perPupil.filter((one) => one.level !== level);
                change({ per_pupil: cents === null ? others : [...others, { level, amount_cents: cents }] });
              }}
            />
          ))}
        </div>
      )}
      {adjustment.per_school && adjustment.per_school.length > 0 && (
        <p className="flex items-center justify-between gap-2 text-sm text-muted">
          <Trans>{adjustment.per_school.length} schools have a minimum of their own.</Trans>
          {canEdit && (
            <Button size="small" variant="quiet" onPress={() => change({ per_school: null })}>
              <Trans>Take these away</Trans>
            </Button>
          )}
        </p>
      )}
      <PayerFields editing={editing} payer={adjustment.payer} onChange={(payer) => change({ payer })} />
      <LiftedSchools adjustment={adjustment} result={result} />
    </div>
  );
}
