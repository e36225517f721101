import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { Gauge } from '@kit/gauge';
import { Icon } from '@kit/icon';
import { IconButton } from '@kit/icon-button';
import { Menu, type MenuItemSpec } from '@kit/menu';
import { Select } from '@kit/select';
import type { AllocationFigures } from '@lib/api-types';
import { formatShortDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import type { ScenarioSummary } from '../api/scenarios';
import { infeasibilityOf } from '../model/gap';

export type StudioBarProps = {
  scenarioId: string;
  name: string;
  scenarios: readonly ScenarioSummary[];
  result: AllocationFigures | undefined;
  error: Error | null;
  isUnderWay: boolean;
  canEdit: boolean;
  isChanged: boolean;
  isSaving: boolean;
  canUndo: boolean;
  canRedo: boolean;
  menu: readonly MenuItemSpec[];
  onOpen: (scenarioId: string) => void;
  onUndo: () => void;
  onRedo: () => void;
  onSave: () => void;
  onReview: () => void;
};

/** Always in sight: which scenario, whether it is saved, and whether the money is enough. */
export function StudioBar({ scenarioId, name, scenarios, result, error, isUnderWay, canEdit, isChanged, isSaving, canUndo, canRedo, menu, onOpen, onUndo, onRedo, onSave, onReview }: StudioBarProps) {
  const { t } = useLingui();
  return (
    <div data-print="hide" className="z-30 -mx-4 -mt-6 mb-6 border-b border-line bg-surface px-4 py-3 shadow-card md:sticky md:top-0 sm:-mx-6 sm:-mt-8 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <WhichScenario
          scenarioId={scenarioId}
          name={name}
          scenarios={scenarios}
          canEdit={canEdit}
          isChanged={isChanged}
          isSaving={isSaving}
          onOpen={onOpen}
        />
        <div aria-busy={isUnderWay} className="order-last w-full min-w-0 lg:order-none lg:w-auto lg:grow">
          {result === undefined ? (
            <p className="text-sm text-muted">{error === null ? t`Calculating…` : t`No result yet`}</p>
          ) : (
            <Totals result={result} error={error} />
          )}
        </div>
        <Actions
          canEdit={canEdit}
          canUndo={canUndo}
          canRedo={canRedo}
          isChanged={isChanged}
          isSaving={isSaving}
          canReview={result !== undefined && error === null}
          menu={menu}
          onUndo={onUndo}
          onRedo={onRedo}
          onSave={onSave}
          onReview={onReview}
        />
      </div>
    </div>
  );
}

type WhichScenarioProps = Pick<StudioBarProps, 'scenarioId' | 'name' | 'scenarios' | 'canEdit' | 'isChanged' | 'isSaving' | 'onOpen'>;

// Each part by itself, so that a request that begins or ends draws none of them again.
const WhichScenario = memo(function WhichScenario(props: WhichScenarioProps) {
  const { t } = useLingui();
  return (
    <div className="flex min-w-0 grow items-center gap-2 sm:grow-0">
      <Select label={t`Scenario`} hideLabel className="min-w-0 grow sm:w-56 sm:grow-0" items={withCurrent(props)} selected={props.scenarioId} onSelect={props.onOpen} />
      <SavedState {...props} />
    </div>
  );
});

type ActionsProps = Pick<StudioBarProps, 'canEdit' | 'canUndo' | 'canRedo' | 'isChanged' | 'isSaving' | 'menu' | 'onUndo' | 'onRedo' | 'onSave' | 'onReview'> & {
  canReview: boolean;
};

const Actions = memo(function Actions({ canEdit, canUndo, canRedo, isChanged, isSaving, canReview, menu, onUndo, onRedo, onSave, onReview }: ActionsProps) {
  const { t } = useLingui();
  return (
    <div className="ml-auto flex flex-wrap items-center justify-end gap-1">
      {canEdit && (
        <>
          <IconButton icon="undo" label={t`Undo`} isDisabled={!canUndo} onPress={onUndo} />
          <IconButton icon="undo" label={t`Redo`} className="-scale-x-100" isDisabled={!canRedo} onPress={onRedo} />
          <Button isDisabled={!isChanged} isPending={isSaving} onPress={onSave}>
            <Trans>Save</Trans>
          </Button>
          <Button variant="primary" isDisabled={!canReview} onPress={onReview} className="ml-1">
            <Trans>Review</Trans>
          </Button>
        </>
      )}
      <Menu label={t`More for this scenario`} items={menu} />
    </div>
  );
});

const withCurrent = ({ scenarioId, name, scenarios }: WhichScenarioProps) =>
  scenarios.some((one) => one.scenario_id === scenarioId)
    ? scenarios.map((one) => ({ id: one.scenario_id, label: one.name }))
    : [{ id: scenarioId, label: name }, ...scenarios.map((one) => ({ id: one.scenario_id, label: one.name }))];

function SavedState({ canEdit, isChanged, isSaving }: WhichScenarioProps) {
  if (!canEdit) {
    return (
      <Badge icon="lock">
        <Trans>Read only</Trans>
      </Badge>
    );
  }
  if (isSaving) {
    return (
      <Badge>
        <Trans>Saving…</Trans>
      </Badge>
    );
  }
  return isChanged ? (
    <Badge tone="warning" icon="edit">
      <Trans>Not saved</Trans>
    </Badge>
  ) : (
    <Badge tone="positive">
      <Trans>Saved</Trans>
    </Badge>
  );
}

/** Total against available, and whether every source adds up. */
const Totals = memo(function Totals({ result, error }: { result: AllocationFigures; error: Error | null }) {
  const { t } = useLingui();
  const { district } = result;
  const shortfall = infeasibilityOf(error)?.shortfallCents ?? 0;
  const adds = result.sources.every((source) => source.difference_cents === 0);
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
      <Gauge
        className="min-w-56 grow"
        label={t`Placed`}
        usedCents={district.amount_cents - district.reserve_cents + (shortfall > 0 ? shortfall + district.reserve_cents : 0)}
        availableCents={district.amount_cents}
      />
      <p className={`text-sm font-semibold ${adds ? 'text-positive' : 'text-negative'}`}>
        <Icon name={adds ? 'check' : 'error'} />{' '}
        {adds ? <Trans>Every source adds up</Trans> : <Trans>{formatShortDollars(district.difference_cents)} do not add up</Trans>}
      </p>
    </div>
  );
});
