import { Button } from '@kit/button';
import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { IconButton } from '@kit/icon-button';
import { NumberField } from '@kit/number-field';
import { Select } from '@kit/select';
import { fiscalYearName } from '@lib/fiscal-year';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type Cell, cellKey, stepIn, type YearValue } from '../model/weight-grid';
import { addStep, freeYears, inYearOrder, withSteps } from '../model/weight-steps';

type StepsDialogProps = {
  cells: readonly Cell[];
  /** Chosen when the window opens. */
  first: Cell | undefined;
  fiscalYear: number;
  nameOf: (cell: Cell) => string;
  onClose: () => void;
  onUse: (edited: Cell[]) => void;
};

/** The way of a weight to its target: what it is now, and from which year on it is what. All weights together are one change. */
export function StepsDialog({ cells, first, fiscalYear, nameOf, onClose, onUse }: StepsDialogProps) {
  const { t } = useLingui();
  const [edited, setEdited] = useState<ReadonlyMap<string, Cell>>(new Map());
  const [chosen, setChosen] = useState(first === undefined ? null : cellKey(first));
  const cell = (chosen === null ? undefined : edited.get(chosen)) ?? cells.find((one) => cellKey(one) === chosen);
  const change = (next: Cell) => setEdited(new Map(edited).set(cellKey(next), next));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isBlocking
      title={<Trans>Steps to a target</Trans>}
      footer={
        <DialogButtons onClose={onClose} onPress={() => onUse([...edited.values()])}>
          <Trans>Use these steps</Trans>
        </DialogButtons>
      }
    >
      <div className="space-y-4">
        <p className="max-w-line">
          <Trans>A weight can go to its target in steps. Each counts from its fiscal year on until the next; the years ahead show what that gives.</Trans>
        </p>
        <Select label={t`Weight`} items={cells.map((one) => ({ id: cellKey(one), label: nameOf(one) }))} selected={chosen} onSelect={setChosen} />
        {cell !== undefined && <StepFields key={cellKey(cell)} cell={cell} fiscalYear={fiscalYear} onChange={change} />}
      </div>
    </Dialog>
  );
}

type StepFieldsProps = { cell: Cell; fiscalYear: number; onChange: (cell: Cell) => void };

function StepFields({ cell, fiscalYear, onChange }: StepFieldsProps) {
  const { t } = useLingui();
  const steps = inYearOrder(cell.steps ?? []);
  const counts = stepIn(cell, fiscalYear);
  const set = (place: number, part: Partial<YearValue>) => onChange(withSteps(cell, steps.map((step, other) => (other === place ? { ...step, ...part } : step))));
  return (
    <div className="space-y-3">
      <NumberField
        label={steps.length === 0 ? t`In every year` : t`Until the first step`}
        description={counts === null && steps.length > 0 ? t`This counts in ${fiscalYearName(fiscalYear)}.` : undefined}
        suffix="×"
        isRequired
        value={cell.value}
        onChange={(value) => value !== null && onChange({ ...cell, value })}
      />
      {steps.map((step, place) => (
        // The year can change: the place is what stays, and the focus with it.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset key={place} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2">
          <legend className="sr-only">
            <Trans>Step from {fiscalYearName(step.fiscal_year)}</Trans>
          </legend>
          <Select
            label={t`From the year`}
            hideLabel={place > 0}
            items={freeYears(cell, step, fiscalYear).map((year) => ({ id: String(year), label: fiscalYearName(year) }))}
            selected={String(step.fiscal_year)}
            onSelect={(year) => set(place, { fiscal_year: Number(year) })}
          />
          <NumberField label={t`From then on`} hideLabel={place > 0} suffix="×" isRequired value={step.value} onChange={(value) => value !== null && set(place, { value })} />
          <IconButton
            icon="close"
            label={t`Remove the step of ${fiscalYearName(step.fiscal_year)}`}
            // Beside the fields of the first row, under their labels.
            className={place === 0 ? 'mt-6' : undefined}
            onPress={() => onChange(withSteps(cell, steps.filter((one) => one !== step)))}
          />
          {step === counts && (
            <p className="col-span-full text-sm text-muted">
              <Trans>This counts in {fiscalYearName(fiscalYear)}.</Trans>
            </p>
          )}
        </fieldset>
      ))}
      <Button size="small" icon="plus" onPress={() => onChange(addStep(cell, fiscalYear))}>
        <Trans context="on the way to a target">Add a step</Trans>
      </Button>
    </div>
  );
}
