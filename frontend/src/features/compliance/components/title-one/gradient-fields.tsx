import { Button } from '@kit/button';
import { IconButton } from '@kit/icon-button';
import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import type { TitleOneSettings } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { type GradientFault, gradientFaults, withoutStep, withStep } from '../../model/gradient';
import { Cite, type FieldsProps, Group } from './fields';

type Step = NonNullable<TitleOneSettings['gradient']>[number];

const MOST_STEPS = 20;
const WHOLE_BP = 10_000;

/** How much a child counts by the poverty of the school, in proposals. */
export function GradientFields({ settings, isReadOnly, onChange }: FieldsProps) {
  const { t } = useLingui();
  const steps = settings.gradient ?? [];
  const faults = gradientFaults(steps);
  const set = (gradient: Step[]) => onChange({ gradient, plan: null });
  const words: Record<GradientFault, string> = {
    falls: t`A child may not count less where there is more poverty.`,
    same_share: t`Another step begins at this share.`,
    no_weight: t`A child counts as more than 0.`,
  };
  return (
    <Group title={t`What a child brings`} lead={<Trans>In proposals. Amounts typed in the ranking stay as they are typed.</Trans>}>
      {steps.length === 0 ? (
        <p>
          <Trans>Every child brings the same.</Trans>
        </p>
      ) : (
        <ul className="space-y-3">
          {steps.map((step, place) => {
            const fault = faults.get(place);
            const put = (changes: Partial<Step>) => set(steps.map((one, at) => (at === place ? { ...one, ...changes } : one)));
            return (
              // oxlint-disable-next-line react/no-array-index-key -- a step has no name but the share being typed
              <li key={place} className="grid max-w-form grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2">
                <PercentInput
                  label={t`From a share of poverty of`}
                  value={step.at_least_bp}
                  isDisabled={isReadOnly}
                  onChange={(bp) => {
                    if (bp !== null) put({ at_least_bp: Math.min(bp, WHOLE_BP) });
                  }}
                />
                <NumberField
                  label={t`a child counts as`}
                  value={String(step.weight)}
                  maxDecimals={4}
                  isDisabled={isReadOnly}
                  errorMessage={fault === undefined ? null : words[fault]}
                  onChange={(weight) => {
                    if (weight !== null) put({ weight });
                  }}
                />
                {!isReadOnly && <IconButton icon="close" className="mt-6" label={t`Remove step ${place + 1}`} onPress={() => set(withoutStep(steps, place))} />}
              </li>
            );
          })}
        </ul>
      )}
      <Cite of="gradient" />
      {!isReadOnly && steps.length < MOST_STEPS && (
        <Button size="small" icon="plus" className="mt-3" onPress={() => set(withStep(steps))}>
          {steps.length === 0 ? <Trans>Let a child bring more where there is more poverty</Trans> : <Trans>Add a step</Trans>}
        </Button>
      )}
    </Group>
  );
}
