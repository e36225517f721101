import { DiffValue } from '@kit/diff-value';
import { StatTile } from '@kit/stat-tile';
import { Why } from '@kit/why';
import type { AllocationResult } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatBp, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';

type ReviewTilesProps = { result: AllocationResult; publishedCents: number | null };

const totalOf = (values: readonly (number | null)[]) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/** The figures to stand up for when the budget is published. */
export function ReviewTiles({ result, publishedCents }: ReviewTilesProps) {
  const { t } = useLingui();
  const { winners, district, school_control_bp: control } = result;
  const total = totalOf(result.totals_cents);
  const hasLastYear = result.change_cents.some((change) => change !== null);
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <StatTile
        label={t`To schools`}
        value={<Why subject={{ figure: 'to_schools' }} title={t`To schools`}>{formatDollars(total)}</Why>}
        note={<Trans>of {formatDollars(district.amount_cents)} in all sources</Trans>}
      />
      <StatTile
        label={t`Against what is published now`}
        value={publishedCents === null ? t`First one` : <DiffValue value={total - publishedCents} />}
        note={publishedCents === null ? <Trans>Nothing is published for this year yet.</Trans> : <Trans>from {formatDollars(publishedCents)}</Trans>}
      />
      <StatTile
        label={t`Against last year`}
        value={hasLastYear ? <Why subject={{ figure: 'change' }} title={t`Against last year`}><DiffValue value={totalOf(result.change_cents)} /></Why> : '–'}
        note={
          !hasLastYear ? <Trans>There are no budgets of last year.</Trans> :
          <Trans>
            {formatWhole(winners.gaining)} gain, {formatWhole(winners.losing)} lose, {formatWhole(winners.unchanged)} stay
          </Trans>
        }
      />
      <StatTile label={t`Schools decide about`} value={control === null ? '–' : <Why subject={{ figure: 'school_control' }} title={t`Schools decide about`}>{formatBp(control)}</Why>} note={<Trans>of unrestricted money; the target is 85%</Trans>} />
    </div>
  );
}
