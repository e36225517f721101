import { MatrixGrid } from '@kit/matrix-grid';
import { Tabs } from '@kit/tabs';
import { fiscalYearName } from '@lib/fiscal-year';
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { columnsOf, formOf } from '../model/weight-form';
import { type Cell, cellAt, EVERY_LEVEL, restoreNeed, setCell, stepIn, valueAt } from '../model/weight-grid';
import { type Editing, gridOf, levelName, needName } from './editing';
import { WeightFormSwitch } from './weight-form-switch';
import { WeightSliders } from './weight-sliders';
import { WeightSteps } from './weight-steps';

export type WeightsEditorProps = {
  editing: Editing;
  caption: string;
  unit: '×' | '$';
  cells: readonly Cell[];
  savedCells: readonly Cell[];
  /** How the cells come of those there are then: an earlier change may not have been drawn yet. */
  onChange: ChangeCells;
  /** Names this matrix among others, for undo. */
  id: string;
};

export type ChangeCells = (change: (cells: readonly Cell[]) => Cell[], mergeKey?: string) => void;

/** Where a value comes from, when that is not the level itself: its group, or a step of the years. */
export type NoteOf = (need: string, level: string) => string | undefined;

/** Numbers by need category and level, as a matrix to type and paste in or as sliders to try things out. */
export function WeightsEditor(props: WeightsEditorProps) {
  const { editing, caption, unit, cells, savedCells, onChange } = props;
  const { t } = useLingui();
  const [view, setView] = useState('numbers');
  const grid = gridOf(editing);
  const form = formOf(grid, cells);
  const columns = columnsOf(grid, form);
  const nameOf = (level: string) => (level === EVERY_LEVEL ? t`Every level` : levelName(editing, level));
  const noteOf: NoteOf = (need, level) => {
    const cell = cellAt(grid, cells, level, need);
    if (cell === undefined) return undefined;
    const step = stepIn(cell, grid.fiscalYear);
    const isOfGroup = cell.level !== level && cell.level !== EVERY_LEVEL;
    return [isOfGroup && levelName(editing, cell.level), step !== null && t`from ${fiscalYearName(step.fiscal_year)}`].filter(Boolean).join(', ') || undefined;
  };
  const matrix = (
    <MatrixGrid
      caption={caption}
      hideCaption
      rowHeader={t`Need category`}
      rows={editing.policy.need_categories.map((need) => ({ id: need, label: needName(editing, need) }))}
      columns={columns.map((level) => ({ id: level, label: nameOf(level) }))}
      unit={unit}
      value={(need, level) => valueAt(grid, cells, level, need)}
      original={(need, level) => valueAt(grid, savedCells, level, need)}
      note={noteOf}
      isReadOnly={!editing.canEdit}
      onChange={(changes) =>
        onChange((now) => changes.reduce<Cell[]>((next, change) => setCell(grid, next, change.columnId, change.rowId, change.value), [...now]))
      }
      onRestore={(need) => onChange((now) => restoreNeed(now, savedCells, need))}
    />
  );
  return (
    <div className="space-y-3">
      <WeightFormSwitch editing={editing} form={form} cells={cells} onChange={onChange} />
      {editing.canEdit ? (
        <Tabs
          label={caption}
          selected={view}
          onSelect={setView}
          items={[
            { id: 'numbers', label: t`Numbers`, content: matrix },
            {
              id: 'sliders',
              label: t`Sliders`,
              content: <WeightSliders {...props} grid={grid} columns={columns} nameOf={nameOf} noteOf={noteOf} />,
            },
          ]}
        />
      ) : (
        matrix
      )}
      {unit === '×' && <WeightSteps editing={editing} cells={cells} onChange={onChange} />}
    </div>
  );
}
