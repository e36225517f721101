import { MatrixGrid } from '@kit/matrix-grid';
import { Select } from '@kit/select';
import { Slider, type SliderProps } from '@kit/slider';
import { Switch } from '@kit/switch';
import { Tabs } from '@kit/tabs';
import { useLingui } from '@lingui/react/macro';
import { memo, useCallback, useRef, useState } from 'react';
import { type Cell, EVERY_LEVEL, isSameForAllLevels, joinLevels, setCell, splitByLevel, valueAt } from '../model/weight-grid';
import { type Editing, levelName, needName } from './editing';
import { useAhead } from './use-ahead';

type WeightsEditorProps = {
  editing: Editing;
  caption: string;
  unit: '×' | '$';
  cells: readonly Cell[];
  savedCells: readonly Cell[];
  /** How the cells come of those there are then: an earlier change may not have been drawn yet. */
  onChange: (change: (cells: readonly Cell[]) => Cell[], mergeKey?: string) => void;
  /** Names this matrix among others, for undo. */
  id: string;
};

/** Numbers by need category and level, as a matrix to type and paste in or as sliders to try things out. */
export function WeightsEditor(props: WeightsEditorProps) {
  const { editing, caption, unit, cells, savedCells, onChange, id } = props;
  const { t } = useLingui();
  const [view, setView] = useState('numbers');
  const { levels, need_categories: needs } = editing.policy;
  const isSame = isSameForAllLevels(cells);
  const columns = isSame ? [EVERY_LEVEL] : levels;
  const nameOf = (level: string) => (level === EVERY_LEVEL ? t`Every level` : levelName(editing, level));
  const newest = useRef({ onChange, levels });
  newest.current = { onChange, levels };
  const setSame = useCallback((same: boolean) => {
    const { current } = newest;
    current.onChange((now) => (same ? joinLevels(now, current.levels) : splitByLevel(now, current.levels)));
  }, []);
  const matrix = (
    <MatrixGrid
      caption={caption}
      hideCaption
      rowHeader={t`Need category`}
      rows={needs.map((need) => ({ id: need, label: needName(editing, need) }))}
      columns={columns.map((level) => ({ id: level, label: nameOf(level) }))}
      unit={unit}
      value={(need, level) => valueAt(cells, level, need)}
      original={(need, level) => valueAt(savedCells, level, need)}
      isReadOnly={!editing.canEdit}
      onChange={(changes) =>
        onChange((now) => changes.reduce<Cell[]>((next, change) => setCell(next, change.columnId, change.rowId, change.value), [...now]))
      }
    />
  );
  return (
    <div className="space-y-3">
      <SameSwitch isSame={isSame} isDisabled={!editing.canEdit} onChange={setSame} />
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
              content: <WeightSliders {...props} columns={columns} nameOf={nameOf} mergeId={id} />,
            },
          ]}
        />
      ) : (
        matrix
      )}
    </div>
  );
}

const SameSwitch = memo(function SameSwitch({ isSame, isDisabled, onChange }: { isSame: boolean; isDisabled: boolean; onChange: (same: boolean) => void }) {
  const { t } = useLingui();
  return <Switch label={t`The same at every level`} isSelected={isSame} isDisabled={isDisabled} onChange={onChange} />;
});

type WeightSlidersProps = WeightsEditorProps & { columns: readonly string[]; nameOf: (level: string) => string; mergeId: string };

function WeightSliders({ editing, unit, cells, savedCells, onChange, columns, nameOf, mergeId }: WeightSlidersProps) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState(columns[0] ?? EVERY_LEVEL);
  const level = columns.includes(chosen) ? chosen : (columns[0] ?? EVERY_LEVEL);
  const newest = useRef({ level, onChange });
  newest.current = { level, onChange };
  const move = useCallback(
    (need: string, value: string) => {
      const { current } = newest;
      current.onChange((now) => setCell(now, current.level, need, value), `${mergeId} ${current.level} ${need}`);
    },
    [mergeId],
  );
  const shown = editing.policy.need_categories.filter((need) => valueAt(cells, level, need) !== null);
  const isMoney = unit === '$';
  // Set by what is saved, so that the end stays put while a thumb moves and the same place means the same number.
  const endOf = (need: string) => {
    const [saved, current] = [valueAt(savedCells, level, need), valueAt(cells, level, need)].map((value) => Number(value ?? 0));
    const step = isMoney ? 1_000 : 1;
    return Math.max(step, Math.ceil(((saved ?? 0) * 2) / step) * step, Math.ceil((current ?? 0) / step) * step);
  };
  return (
    <div className="space-y-3">
      {columns.length > 1 && (
        <Select label={t`Level`} items={columns.map((one) => ({ id: one, label: nameOf(one) }))} selected={level} onSelect={setChosen} />
      )}
      {shown.map((need) => (
        <NeedSlider
          key={`${level} ${need}`}
          need={need}
          label={needName(editing, need)}
          value={valueAt(cells, level, need) ?? '0'}
          min={0}
          max={endOf(need)}
          step={isMoney ? 1 : 0.01}
          suffix={isMoney ? undefined : '×'}
          onMove={move}
          onRest={editing.rest}
        />
      ))}
    </div>
  );
}

type NeedSliderProps = Omit<SliderProps, 'onMove' | 'onRest' | 'isAhead'> & {
  need: string;
  onMove: (need: string, value: string) => void;
  onRest: () => void;
};

/** While one is dragged, the others stand still and are not drawn again; the thumb goes ahead and the policy follows. */
const NeedSlider = memo(function NeedSlider({ need, onMove, onRest, ...slider }: NeedSliderProps) {
  return <Slider {...slider} {...useAhead((next) => onMove(need, next), onRest)} />;
});
