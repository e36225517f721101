import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { ComboBox } from '@kit/combo-box';
import { RadioGroup } from '@kit/radio-group';
import { Select } from '@kit/select';
import { formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { SettingGroup, SweepChoice, SweepParameters } from '../api/sweep';
import { type ChosenRange, RangeRow } from './range-row';

const COUNTS = ['200', '1000', '2000', '5000', '10000', '20000'] as const;
const MOST_RANGES = 12;

type SetupCardProps = {
  scenarioId: string;
  choices: readonly SweepChoice[];
  nameOf: (group: SettingGroup) => string;
  isBusy: boolean;
  onStart: (parameters: SweepParameters) => void;
};

const keyOf = (choice: SweepChoice) => choice.settings.map((each) => each.setting).join(' ');
const whole = (choice: SweepChoice): ChosenRange => ({ choice, low: choice.low, high: choice.high });

/** What people look at first: the weights that are not everybody's, and the floor under losses. */
function firstChoices(choices: readonly SweepChoice[]): ChosenRange[] {
  const needs = choices.filter((each) => each.kind === 'weight' && each.need_category !== 'all' && each.source_id === choices[0]?.source_id).slice(0, 2);
  const floor = choices.filter((each) => each.kind === 'floor_percent').slice(0, 1);
  const picked = [...needs, ...floor];
  return (picked.length > 0 ? picked : choices.slice(0, 2)).map(whole);
}

/** What varies, between which values, and how often it is tried. */
export function SetupCard({ scenarioId, choices, nameOf, isBusy, onStart }: SetupCardProps) {
  const { t } = useLingui();
  const [ranges, setRanges] = useState<ChosenRange[]>(() => firstChoices(choices));
  const [count, setCount] = useState<(typeof COUNTS)[number]>('2000');
  const [method, setMethod] = useState<'random' | 'grid'>('random');
  const free = choices.filter((each) => !ranges.some((range) => keyOf(range.choice) === keyOf(each)));
  const isReady = ranges.length > 0 && ranges.every((range) => Number(range.low) <= Number(range.high));

  function start() {
    onStart({
      scenario_id: scenarioId,
      ranges: ranges.map((range) => ({ settings: range.choice.settings.map((each) => each.setting), low: range.low, high: range.high })),
      method,
      count: Number(count),
      seed: 1,
    });
  }

  return (
    <Card title={t`What may vary`} description={t`Everything else stays as the scenario has it. Each combination is calculated for all schools, floors and payers included.`}>
      <ul>
        {ranges.map((range, index) => (
          <RangeRow
            key={keyOf(range.choice)}
            name={nameOf(range.choice)}
            range={range}
            onChange={(next) => setRanges(ranges.with(index, next))}
            onRemove={() => setRanges(ranges.toSpliced(index, 1))}
          />
        ))}
      </ul>
      <div className="mt-2 grid gap-4 border-t border-line pt-4 md:grid-cols-2">
        <ComboBox
          label={t`Add a setting`}
          placeholder={t`Type a part of its name`}
          items={free.map((each) => ({ id: keyOf(each), label: nameOf(each) }))}
          selected={null}
          onSelect={(id) => {
            const chosen = free.find((each) => keyOf(each) === id);
            if (chosen !== undefined) setRanges([...ranges, whole(chosen)]);
          }}
          isDisabled={ranges.length >= MOST_RANGES}
        />
        <Select
          label={t`How many formulas`}
          items={COUNTS.map((each) => ({ id: each, label: formatWhole(Number(each)) }))}
          selected={count}
          onSelect={setCount}
        />
        <RadioGroup
          label={t`Which`}
          items={[
            { id: 'random', label: t`Spread by chance`, description: t`Covers each range evenly, however many settings vary.` },
            { id: 'grid', label: t`Every combination`, description: t`Evenly spaced values, combined with each other; as fine as the number allows.` },
          ]}
          selected={method}
          onSelect={setMethod}
        />
        <div className="flex items-end md:justify-end">
          <Button variant="primary" onPress={start} isDisabled={!isReady || isBusy}>
            <Trans>Try {formatWhole(Number(count))} formulas</Trans>
          </Button>
        </div>
      </div>
    </Card>
  );
}
