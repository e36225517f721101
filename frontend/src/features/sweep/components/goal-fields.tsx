import { Button } from '@kit/button';
import { MoneyInput } from '@kit/money-input';
import { PercentInput } from '@kit/percent-input';
import { Trans, useLingui } from '@lingui/react/macro';
import { type Goals, NO_GOALS } from '../model/variations';

/** What a formula must reach to be looked at; an empty field asks nothing. */
export function GoalFields({ goals, onChange }: { goals: Goals; onChange: (goals: Goals) => void }) {
  const { t } = useLingui();
  const isAsking = Object.values(goals).some((goal) => goal !== null);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-semibold">
        <Trans>Show only formulas with</Trans>
      </legend>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <PercentInput
          label={t`No loss above`}
          description={t`of a school’s current budget`}
          value={goals.worstLossBp}
          onChange={(worstLossBp) => onChange({ ...goals, worstLossBp })}
        />
        <MoneyInput
          label={t`For ten points of need, at least`}
          description={t`more dollars per pupil`}
          value={goals.slopeDollars === null ? null : Math.round(goals.slopeDollars * 100)}
          onChange={(cents) => onChange({ ...goals, slopeDollars: cents === null ? null : cents / 100 })}
        />
        <PercentInput
          label={t`Under school control, at least`}
          description={t`of unrestricted money`}
          value={goals.schoolControlBp}
          onChange={(schoolControlBp) => onChange({ ...goals, schoolControlBp })}
        />
        <MoneyInput
          label={t`Cost of floors at most`}
          description={t`paid to hold schools harmless`}
          value={goals.topUpCents}
          onChange={(topUpCents) => onChange({ ...goals, topUpCents })}
        />
      </div>
      {isAsking && (
        <Button variant="quiet" size="small" className="mt-2 -ml-2.5" onPress={() => onChange(NO_GOALS)}>
          <Trans>Show all</Trans>
        </Button>
      )}
    </fieldset>
  );
}
