import { Badge } from '@kit/badge';
import { Card } from '@kit/card';
import { Checkbox } from '@kit/checkbox';
import type { YearReviews } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { MOST_COMPARED } from '../api/comparison';
import { ScenarioState } from './scenario-state';

type ScenarioPickerProps = { reviews: YearReviews; chosen: readonly string[]; onChoose: (scenarioIds: readonly string[]) => void };

/** Which scenarios stand side by side; their order is the order of choosing. */
export function ScenarioPicker({ reviews, chosen, onChoose }: ScenarioPickerProps) {
  const { t } = useLingui();
  const isFull = chosen.length >= MOST_COMPARED;
  return (
    <Card title={t`Scenarios`} description={isFull ? t`Six is the most that can be read side by side.` : undefined}>
      <ul className="grid gap-x-8 sm:grid-cols-2 lg:grid-cols-3">
        {reviews.items.map((item) => {
          const at = chosen.indexOf(item.scenario_id);
          return (
            <li key={item.scenario_id}>
              <Checkbox
                label={item.scenario_name}
                description={
                  <span className="mt-0.5 flex flex-wrap items-center gap-1.5">
                    {at === 0 && (
                      <Badge tone="accent">
                        <Trans>Measured against</Trans>
                      </Badge>
                    )}
                    <ScenarioState state={item.state} isAdopted={reviews.adopted?.scenario_id === item.scenario_id} />
                  </span>
                }
                isSelected={at >= 0}
                isDisabled={at < 0 && isFull}
                onChange={(isSelected) => onChoose(isSelected ? [...chosen, item.scenario_id] : chosen.filter((id) => id !== item.scenario_id))}
              />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
