import { DenseScatter } from '@charts/dense-scatter';
import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import { Select } from '@kit/select';
import { StatTile } from '@kit/stat-tile';
import type { Scenario } from '@lib/api-types';
import { formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useDeferredValue, useMemo, useState } from 'react';
import type { MeasureName, SettingGroup, SweepResult } from '../api/sweep';
import { MEASURE_NAMES, MEASURES } from '../model/measures';
import { type Goals, meets, NO_GOALS, possible } from '../model/variations';
import { Chosen } from './chosen';
import { GoalFields } from './goal-fields';
import { formatSetting } from './setting-name';
import { VariationTable } from './variation-table';

export type ResultsProps = {
  result: SweepResult;
  nameOf: (group: SettingGroup) => string;
  canOpen: boolean;
  scenario: Scenario;
  isOutdated: boolean;
  onOpened: (scenarioId: string) => void;
};

/** All formulas tried, as points of two measures; those that meet the goals stand out. */
export function Results({ result, nameOf, canOpen, scenario, isOutdated, onOpened }: ResultsProps) {
  const { t, i18n } = useLingui();
  const [goals, setGoals] = useState<Goals>(NO_GOALS);
  const [xName, setX] = useState<MeasureName>('worst_loss_bp');
  const [yName, setY] = useState<MeasureName>('slope_dollars');
  const [selected, setSelected] = useState<number | null>(null);
  const asked = useDeferredValue(goals);
  const rows = useMemo(() => possible(result), [result]);
  const matching = useMemo(() => rows.filter((row) => meets(result, row, asked)), [result, rows, asked]);
  const points = useMemo(() => {
    const isIn = new Set(matching);
    return rows.flatMap((index) => {
      const x = result.measures[xName][index];
      const y = result.measures[yName][index];
      return x === null || x === undefined || y === null || y === undefined ? [] : [{ index, x, y, isFaint: !isIn.has(index) }];
    });
  }, [result, rows, matching, xName, yName]);
  const axis = (name: MeasureName) => ({ label: i18n._(MEASURES[name].label), format: MEASURES[name].short });
  const measures = MEASURE_NAMES.filter((name) => rows.some((row) => result.measures[name][row] !== null)).map((name) => ({
    id: name,
    label: i18n._(MEASURES[name].label),
  }));
  const tried = result.feasible.length - 1;
  const impossible = result.feasible.length - rows.length;

  return (
    <div className="space-y-6">
      {isOutdated && (
        <Notice tone="warning" title={t`The scenario has changed since`}>
          <Trans>These formulas vary the scenario as it was then. Try again to vary it as it is now.</Trans>
        </Notice>
      )}
      <div className="grid gap-4 sm:grid-cols-3">
        <StatTile label={t`Formulas tried`} value={formatWhole(tried)} note={t`for ${formatWhole(result.school_count)} schools each`} />
        <StatTile label={t`Meet your goals`} value={formatWhole(matching.length)} note={t`of ${formatWhole(rows.length)} that are possible`} />
        <StatTile
          label={t`Not possible`}
          value={formatWhole(impossible)}
          note={impossible === 0 ? t`The money suffices for all of them.` : t`There the money does not suffice.`}
        />
      </div>
      <Card title={t`Equity against loss`} description={t`Each point is a formula. Choose what to look at, and set goals to see which formulas remain.`}>
        <div className="space-y-6">
          <GoalFields goals={goals} onChange={setGoals} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Select label={t`From left to right`} description={i18n._(MEASURES[xName].meaning)} items={measures} selected={xName} onSelect={setX} />
            <Select label={t`From bottom to top`} description={i18n._(MEASURES[yName].meaning)} items={measures} selected={yName} onSelect={setY} />
          </div>
          <DenseScatter
            title={t`All formulas tried`}
            finding={
              matching.length === 0 ? (
                <Trans>No formula meets all goals. Relax one of them.</Trans>
              ) : (
                <Trans>
                  {formatWhole(matching.length)} of {formatWhole(rows.length)} formulas meet your goals.
                </Trans>
              )
            }
            points={points}
            xAxis={axis(xName)}
            yAxis={axis(yName)}
            reference={{ index: 0, label: t`Today` }}
            selected={selected}
            onSelect={setSelected}
            table={{
              headers: [t`Formula`, ...result.ranges.map(nameOf), i18n._(MEASURES[xName].label), i18n._(MEASURES[yName].label)],
              rows: () =>
                matching.map((row) => [
                  row === 0 ? t`Today` : row,
                  ...result.ranges.map((range) => formatSetting(range.values[row] ?? 0, range.unit)),
                  MEASURES[xName].format(result.measures[xName][row] ?? 0),
                  MEASURES[yName].format(result.measures[yName][row] ?? 0),
                ]),
            }}
          />
        </div>
      </Card>
      {selected !== null && (
        <Chosen
          key={selected}
          result={result}
          row={selected}
          nameOf={nameOf}
          canOpen={canOpen}
          scenario={scenario}
          onOpened={onOpened}
        />
      )}
      <Card title={t`The formulas that remain`} description={t`Sort by what matters to you; open a line to see all of it.`} flush>
        <VariationTable result={result} rows={matching} nameOf={nameOf} selected={selected} onSelect={setSelected} />
      </Card>
      <p className="max-w-line text-sm text-muted">
        {result.exact_count === result.feasible.length ? (
          <Trans>Each formula was calculated to the cent by the same engine that publishes.</Trans>
        ) : (
          <Trans>
            What is shown here is for choosing: each school is within the rounding of its parts, and the district’s total is exact. A formula that you open
            is calculated to the cent.
          </Trans>
        )}
      </p>
    </div>
  );
}
