import { Card } from '@kit/card';
import { Checkbox } from '@kit/checkbox';
import { Select } from '@kit/select';
import { useDistrictNames } from '@lib/district-names';
import { formatCents } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type Matrix, oneCents } from '../model/matrix';

/** What one pupil brings to a school: choose the level and the needs. */
export function OnePupil({ matrix, own }: { matrix: Matrix; own: ReadonlySet<string> }) {
  const { t } = useLingui();
  const { needName, levelName } = useDistrictNames();
  const [level, setLevel] = useState(() => matrix.levels.find((one) => own.has(one)) ?? matrix.levels[0] ?? '');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <Card title={t`One pupil`} description={t`What every pupil of the level brings, and what each need adds to it.`}>
      <div className="grid gap-x-8 gap-y-4 md:grid-cols-[16rem_1fr]">
        <Select label={t`Level`} items={matrix.levels.map((one) => ({ id: one, label: levelName(one) }))} selected={level} onSelect={setLevel} />
        <fieldset>
          <legend className="mb-1 text-sm font-semibold">
            <Trans>Needs</Trans>
          </legend>
          <div className="flex flex-wrap gap-x-6">
            {matrix.needs
              .filter((need) => need !== 'all')
              .map((need) => (
                <Checkbox
                  key={need}
                  label={needName(need)}
                  isSelected={chosen.includes(need)}
                  onChange={(isChosen) => setChosen(isChosen ? [...chosen, need] : chosen.filter((one) => one !== need))}
                />
              ))}
          </div>
        </fieldset>
      </div>
      <p role="status" className="mt-4 text-xl font-semibold tabular-nums">
        {formatCents(oneCents(matrix, level, chosen))}
      </p>
      <p className="text-sm text-muted">
        <Trans>for one such pupil. Amounts for each school, such as a foundation, hold harmless and grants by name, come on top.</Trans>
      </p>
    </Card>
  );
}
