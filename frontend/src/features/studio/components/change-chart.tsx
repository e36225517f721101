import { Scatter } from '@charts/scatter';
import { Card } from '@kit/card';
import { Select } from '@kit/select';
import type { AllocationFigures } from '@lib/api-types';
import { formatBp, formatBpChange } from '@lib/number-format';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { memo, useMemo, useState } from 'react';
import { levelName, needName, type Words } from './editing';

type ChangeChartProps = { words: Words; policyLevels: readonly string[]; result: AllocationFigures; onOpen: (schoolIndex: number) => void };

/** Does the change follow need? Every school by its need and its change. */
export const ChangeChart = memo(function ChangeChart({ words, policyLevels, result, onOpen }: ChangeChartProps) {
  const { t } = useLingui();
  const needs = Object.keys(result.need_shares_bp);
  const [chosen, setChosen] = useState<string | null>(null);
  const need = chosen !== null && needs.includes(chosen) ? chosen : (needs.find((one) => one === 'poverty') ?? needs[0]);
  const points = useMemo(
    () =>
      result.school_ids.flatMap((id, index) => {
        const [share, change] = [need === undefined ? null : result.need_shares_bp[need]?.[index], result.change_bp[index]];
        return typeof share === 'number' && typeof change === 'number'
          ? [{ id, label: result.school_names[index] ?? id, x: share, y: change, group: result.school_levels[index]?.[0] ?? '' }]
          : [];
      }),
    [result, need],
  );
  if (need === undefined || points.length < 3) return null;
  const needLabel = needName(words, need);
  const losingInNeed = mostInNeed(points).filter((point) => point.y < 0).length;
  const levels = policyLevels.filter((level) => points.some((point) => point.group === level));
  return (
    <Card title={t`Does the change follow need?`}>
      <Select
        label={t`Need`}
        className="mb-4 max-w-64"
        items={needs.map((one) => ({ id: one, label: needName(words, one) }))}
        selected={need}
        onSelect={setChosen}
      />
      <Scatter
        title={t`Change against today by share of ${needLabel}`}
        finding={
          losingInNeed === 0 ? (
            <Trans>None of the quarter of schools with the most {needLabel} loses.</Trans>
          ) : (
            <Plural
              value={losingInNeed}
              one={`# school of the quarter with the most ${needLabel} loses.`}
              other={`# schools of the quarter with the most ${needLabel} lose.`}
            />
          )
        }
        points={points}
        xAxis={{ label: t`Share of ${needLabel}`, format: (value) => formatBp(value) }}
        yAxis={{ label: t`Change`, format: (value) => formatBpChange(value) }}
        groups={levels.map((level) => ({ id: level, label: levelName(words, level) }))}
        onOpen={(id) => onOpen(result.school_ids.indexOf(id))}
      />
    </Card>
  );
});

function mostInNeed<Point extends { x: number }>(points: readonly Point[]): Point[] {
  return points.toSorted((one, other) => other.x - one.x).slice(0, Math.ceil(points.length / 4));
}
