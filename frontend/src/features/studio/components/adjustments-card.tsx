import { Card } from '@kit/card';
import { IconButton } from '@kit/icon-button';
import { Icon } from '@kit/icon';
import { Switch } from '@kit/switch';
import type { Adjustment, AllocationFigures } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { memo, useMemo } from 'react';
import type { PolicyFault } from '../model/gap';
import { newAdjustment } from '../model/new-adjustment';
import { moveAdjustment, removeAdjustment, setAdjustment } from '../model/policy-edits';
import { ADJUSTMENT_KINDS, ADJUSTMENT_WORDS } from './adjustments/adjustment-words';
import { CollarFields } from './adjustments/collar-fields';
import { HoldHarmlessFields } from './adjustments/hold-harmless-fields';
import { MinimumFields } from './adjustments/minimum-fields';
import { PhaseInFields } from './adjustments/phase-in-fields';
import { RecountFields } from './adjustments/recount-fields';
import { TriggerFields } from './adjustments/trigger-fields';
import type { Editing } from './editing';
import { ProblemsHere, problemsUnder } from './rule-problems';

type AdjustmentsCardProps = { editing: Editing; adjustments: readonly Adjustment[]; result: AllocationFigures | undefined; faults: readonly PolicyFault[] };

/** Floors under a school's total, limits of its change, what they cost, and who pays. */
export const AdjustmentsCard = memo(function AdjustmentsCard({ editing, adjustments, result, faults }: AdjustmentsCardProps) {
  const { t } = useLingui();
  return (
    <Card title={t`Floors and limits`} description={t`How far a budget may fall or change, and who pays for what is added.`}>
      <div className="space-y-4">
        {ADJUSTMENT_KINDS.map((kind) => (
          <OfOneKind key={kind} kind={kind} editing={editing} adjustments={adjustments} result={result} faults={faults} />
        ))}
        {adjustments.length > 1 && <Order editing={editing} adjustments={adjustments} />}
      </div>
    </Card>
  );
});

function OfOneKind({ kind, editing, adjustments, result, faults }: AdjustmentsCardProps & { kind: Adjustment['kind'] }) {
  const { i18n } = useLingui();
  const words = ADJUSTMENT_WORDS[kind];
  const mine = adjustments.filter((one) => one.kind === kind);
  const toggle = () => {
    const [first] = mine;
    if (first !== undefined) {
      editing.edit((policy) => mine.reduce((changed, one) => removeAdjustment(one.adjustment_id)(changed), policy));
      return;
    }
    const made = newAdjustment(kind, i18n._(words.name), {
      fiscalYear: editing.policy.fiscal_year,
      levels: editing.policy.levels,
      taken: adjustments.map((one) => one.adjustment_id),
      revenueCents: [...editing.sources.values()].reduce((sum, source) => sum + (source.restricted ? 0 : source.amount_cents), 0),
      totals: result?.school_ids.map((school_id, index) => ({ school_id, amount_cents: result.totals_cents[index] ?? 0 })) ?? [],
    });
    if (made !== null) editing.edit(setAdjustment(made));
  };
  return (
    <section className="space-y-4">
      <Switch
        label={<span className="font-semibold">{i18n._(words.toggle)}</span>}
        isSelected={mine.length > 0}
        isDisabled={!editing.canEdit || (kind === 'recount' && result === undefined)}
        onChange={toggle}
      />
      {mine.map((adjustment) => (
        <OneAdjustment
          key={adjustment.adjustment_id}
          editing={editing}
          adjustment={adjustment}
          place={adjustments.indexOf(adjustment)}
          isOneOfSeveral={mine.length > 1}
          result={result}
          faults={faults}
        />
      ))}
    </section>
  );
}

type OneAdjustmentProps = Omit<AdjustmentsCardProps, 'adjustments'> & { adjustment: Adjustment; place: number; isOneOfSeveral: boolean };

function OneAdjustment({ editing, adjustment, place, isOneOfSeveral, result, faults }: OneAdjustmentProps) {
  const problems = useMemo(() => problemsUnder(faults, `/adjustments/${place}`), [faults, place]);
  return (
    <>
      {isOneOfSeveral && <h3 className="text-sm font-semibold">{adjustment.label === '' ? adjustment.adjustment_id : adjustment.label}</h3>}
      {problems.size > 0 && (
        <ul className="space-y-1 text-sm font-medium text-negative">
          {[...problems].map(([field, message]) => (
            <li key={field} className="flex gap-1.5">
              <Icon name="error" className="mt-0.5" />
              <span className="min-w-0">{message}</span>
            </li>
          ))}
        </ul>
      )}
      <ProblemsHere value={problems}>
        <Fields editing={editing} adjustment={adjustment} result={result} />
      </ProblemsHere>
    </>
  );
}

function Fields({ editing, adjustment, result }: Omit<OneAdjustmentProps, 'place' | 'isOneOfSeveral' | 'faults'>) {
  switch (adjustment.kind) {
    case 'hold_harmless':
      return <HoldHarmlessFields editing={editing} adjustment={adjustment} result={result} />;
    case 'minimum_operational_budget':
      return <MinimumFields editing={editing} adjustment={adjustment} result={result} />;
    case 'collar':
      return <CollarFields editing={editing} adjustment={adjustment} result={result} />;
    case 'phase_in':
      return <PhaseInFields editing={editing} adjustment={adjustment} result={result} />;
    case 'trigger':
      return <TriggerFields editing={editing} adjustment={adjustment} result={result} />;
    case 'recount':
      return <RecountFields editing={editing} adjustment={adjustment} result={result} />;
  }
}

/** Each adjustment works on what the one before it left, so their order decides. */
function Order({ editing, adjustments }: Pick<AdjustmentsCardProps, 'editing' | 'adjustments'>) {
  const { t, i18n } = useLingui();
  return (
    <section className="border-t border-line pt-4">
      <h3 className="text-sm font-semibold">
        <Trans>They apply in this order</Trans>
      </h3>
      <ol className="mt-1">
        {adjustments.map((adjustment, place) => {
          const name = adjustment.label === '' ? i18n._(ADJUSTMENT_WORDS[adjustment.kind].name) : adjustment.label;
          return (
            <li key={adjustment.adjustment_id} className="flex items-center gap-2">
              <span className="w-5 text-right text-muted tabular-nums">{place + 1}.</span>
              <span className="min-w-0 grow">{name}</span>
              {editing.canEdit && (
                <>
                  <IconButton icon="up" label={t`Move ${name} up`} isDisabled={place === 0} onPress={() => editing.edit(moveAdjustment(adjustment.adjustment_id, -1))} />
                  <IconButton icon="down" label={t`Move ${name} down`} isDisabled={place === adjustments.length - 1} onPress={() => editing.edit(moveAdjustment(adjustment.adjustment_id, 1))} />
                </>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
