import { Button } from '@kit/button';
import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import { type Cell, cellKey, EVERY_LEVEL } from '../model/weight-grid';
import { takeSteps } from '../model/weight-steps';
import { type Editing, levelName, needName } from './editing';
import { useStepWords } from './step-words';
import type { ChangeCells } from './weights-editor';

const StepsDialog = lazy(async () => ({ default: (await import('./steps-dialog')).StepsDialog }));

type WeightStepsProps = { editing: Editing; cells: readonly Cell[]; onChange: ChangeCells };

/** Weights on their way to a target, in words, and the way to set one out. */
export function WeightSteps({ editing, cells, onChange }: WeightStepsProps) {
  const nameOf = useWeightName(editing);
  const words = useStepWords();
  const [isOpen, setOpen] = useState(false);
  const stepped = cells.filter((cell) => cell.steps !== undefined && cell.steps.length > 0);
  return (
    <>
      {stepped.length > 0 && (
        <ul className="space-y-1 text-sm text-muted">
          {stepped.map((cell) => (
            <li key={cellKey(cell)}>
              {nameOf(cell)}: <span className="tabular-nums">{words(cell)}</span>
            </li>
          ))}
        </ul>
      )}
      {editing.canEdit && cells.length > 0 && (
        <Button size="small" onPress={() => setOpen(true)}>
          <Trans>Steps to a target…</Trans>
        </Button>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <StepsDialog
            cells={cells}
            first={stepped[0] ?? cells.find((cell) => cell.need_category !== 'all') ?? cells[0]}
            fiscalYear={editing.policy.fiscal_year}
            nameOf={nameOf}
            onClose={() => setOpen(false)}
            onUse={(edited) => {
              onChange((now) => takeSteps(now, edited));
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function useWeightName(editing: Editing): (cell: Cell) => string {
  const { t } = useLingui();
  return ({ level, need_category }) => `${needName(editing, need_category)}, ${level === EVERY_LEVEL ? t`every level` : levelName(editing, level)}`;
}
