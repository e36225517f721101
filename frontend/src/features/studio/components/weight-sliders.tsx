import { Select } from '@kit/select';
import { Slider, type SliderProps } from '@kit/slider';
import { useLingui } from '@lingui/react/macro';
import { memo, useCallback, useRef, useState } from 'react';
import { EVERY_LEVEL, type Grid, setCell, valueAt } from '../model/weight-grid';
import { needName } from './editing';
import { useAhead } from './use-ahead';
import type { NoteOf, WeightsEditorProps } from './weights-editor';

type WeightSlidersProps = WeightsEditorProps & { grid: Grid; columns: readonly string[]; nameOf: (level: string) => string; noteOf: NoteOf };

/** A slider for each need of one level, to try things out. */
export function WeightSliders({ editing, id, unit, cells, savedCells, onChange, grid, columns, nameOf, noteOf }: WeightSlidersProps) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState(columns[0] ?? EVERY_LEVEL);
  const level = columns.includes(chosen) ? chosen : (columns[0] ?? EVERY_LEVEL);
  const newest = useRef({ level, grid, onChange });
  newest.current = { level, grid, onChange };
  const move = useCallback(
    (need: string, value: string) => {
      const { current } = newest;
      current.onChange((now) => setCell(current.grid, now, current.level, need, value), `${id} ${current.level} ${need}`);
    },
    [id],
  );
  const shown = editing.policy.need_categories.filter((need) => valueAt(grid, cells, level, need) !== null);
  const isMoney = unit === '$';
  // Set by what is saved, so that the end stays put while a thumb moves and the same place means the same number.
  const endOf = (need: string) => {
    const [saved, current] = [valueAt(grid, savedCells, level, need), valueAt(grid, cells, level, need)].map((value) => Number(value ?? 0));
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
          label={[needName(editing, need), noteOf(need, level)].filter(Boolean).join(' · ')}
          value={valueAt(grid, cells, level, need) ?? '0'}
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
