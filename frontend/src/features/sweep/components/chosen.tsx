import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { ProblemPanel } from '@kit/problem-panel';
import { TextField } from '@kit/text-field';
import type { Scenario } from '@lib/api-types';
import { sameData } from '@lib/saved-scenario';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type SettingGroup, type SweepResult, useOpenVariation } from '../api/sweep';
import { MEASURE_NAMES, MEASURES } from '../model/measures';
import { policyOf } from '../model/opened-policy';
import { formatSetting } from './setting-name';

type ChosenProps = {
  result: SweepResult;
  row: number;
  nameOf: (group: SettingGroup) => string;
  canOpen: boolean;
  scenario: Scenario;
  onOpened: (scenarioId: string) => void;
};

/** One formula beside today's, and the way to make it a scenario. */
export function Chosen({ result, row, nameOf, canOpen, scenario, onOpened }: ChosenProps) {
  const { t, i18n } = useLingui();
  const scenarioName = scenario.name;
  const [name, setName] = useState(t`${scenarioName}, variation ${row}`);
  const open = useOpenVariation();
  const settings = result.ranges.map((range) => ({
    key: range.settings.map((each) => each.setting).join(' '),
    label: nameOf(range),
    today: formatSetting(range.values[0] ?? 0, range.unit),
    here: formatSetting(range.values[row] ?? 0, range.unit),
  }));
  const measured = MEASURE_NAMES.filter((each) => result.measures[each][row] !== null).map((each) => {
    const before = result.measures[each][0];
    return {
      key: each,
      label: i18n._(MEASURES[each].label),
      today: before === null || before === undefined ? '–' : MEASURES[each].short(before),
      here: MEASURES[each].short(result.measures[each][row] ?? 0),
    };
  });
  return (
    <Card
      title={row === 0 ? t`The scenario as it is` : t`Formula ${row}`}
      description={t`Its settings and what they do, beside the scenario as it is.`}
    >
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Comparison caption={t`Settings`} lines={settings} />
        <Comparison caption={t`What they do`} lines={measured} />
      </div>
      {canOpen && row !== 0 && (
        <form
          data-print="hide"
          className="mt-6 flex flex-wrap items-end gap-4 border-t border-line pt-4"
          onSubmit={(event) => {
            event.preventDefault();
            open.mutate(
              { ...sameData(scenario), name: name.trim(), policy: policyOf(result, row, name.trim()) },
              { onSuccess: (made) => onOpened(made.scenario_id) },
            );
          }}
        >
          <TextField label={t`Name of the new scenario`} value={name} onChange={setName} className="min-w-0 grow basis-64" />
          <Button type="submit" variant="primary" isDisabled={name.trim() === '' || open.isPending}>
            <Trans>Open as a scenario</Trans>
          </Button>
        </form>
      )}
      {open.isError && (
        <div className="mt-4">
          <ProblemPanel error={open.error} />
        </div>
      )}
    </Card>
  );
}

type Line = { key: string; label: string; today: string; here: string };

function Comparison({ caption, lines }: { caption: string; lines: readonly Line[] }) {
  return (
    <table className="w-full text-left text-sm">
      <caption className="mb-1 text-left font-semibold">{caption}</caption>
      <thead>
        <tr className="text-muted">
          <th scope="col" className="py-1 font-medium">
            <span className="sr-only">{caption}</span>
          </th>
          <th scope="col" className="py-1 pl-3 text-right font-medium">
            <Trans>Today</Trans>
          </th>
          <th scope="col" className="py-1 pl-3 text-right font-medium">
            <Trans>Here</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key} className="border-t border-line align-top">
            <th scope="row" className="py-1.5 font-normal break-words hyphens-auto">
              {line.label}
            </th>
            <td className="py-1.5 pl-3 text-right text-muted tabular-nums">{line.today}</td>
            <td className={line.today === line.here ? 'py-1.5 pl-3 text-right tabular-nums' : 'py-1.5 pl-3 text-right font-semibold tabular-nums'}>{line.here}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
