import { Button } from '@kit/button';
import { MoneyInput } from '@kit/money-input';
import { PercentInput } from '@kit/percent-input';
import { ProblemPanel } from '@kit/problem-panel';
import { RadioGroup } from '@kit/radio-group';
import type { Recount } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatBp, formatDateTime } from '@lib/number-format';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { usePromised } from '../../api/published';
import { setAdjustment } from '../../model/policy-edits';
import { LiftedSchools } from '../lifted-schools';
import { PayerFields } from '../payer-fields';
import type { AdjustmentFieldsProps } from './fields-props';
import { MoreSettings } from './more-settings';

const WHOLE_BP = 10_000;

/** A published budget brought up to a new count in the middle of the year. */
export function RecountFields({ editing, adjustment, result }: AdjustmentFieldsProps<Recount>) {
  const { t } = useLingui();
  const { canEdit, policy } = editing;
  const promised = usePromised(policy.fiscal_year);
  const change = (part: Partial<Recount>) => editing.edit(setAdjustment({ ...adjustment, ...part }));
  const total = adjustment.published.reduce((sum, school) => sum + school.amount_cents, 0);
  const take = () =>
    promised.mutate(undefined, {
      onSuccess: (found) => {
        if (found !== null) change({ published: found.schools, published_run: t`Published ${formatDateTime(found.publishedAt)}` });
      },
    });
  return (
    <div className="space-y-4 border-l-2 border-line pl-4">
      <div className="rounded-md bg-sunken p-3 text-sm">
        <p className="font-semibold tabular-nums">
          <Trans>
            Promised: {formatDollars(total)} to <Plural value={adjustment.published.length} one="# school" other="# schools" />
          </Trans>
        </p>
        {adjustment.published_run !== '' && <p className="mt-0.5 text-muted">{adjustment.published_run}</p>}
        {canEdit && (
          <Button size="small" className="mt-2" isPending={promised.isPending} onPress={take}>
            <Trans>Take what is published now</Trans>
          </Button>
        )}
        {promised.data === null && <p className="mt-2 text-muted">{t`Nothing is published for this year yet.`}</p>}
      </div>
      {promised.isError && <ProblemPanel error={promised.error} />}
      <RadioGroup
        label={t`With the new count a school’s budget may`}
        isDisabled={!canEdit}
        items={[
          { id: 'up_only', label: t`only rise` },
          { id: 'both', label: t`rise and fall` },
        ]}
        selected={adjustment.direction ?? 'up_only'}
        onSelect={(direction) => change({ direction })}
      />
      <div className="grid grid-cols-2 items-start gap-3">
        <PercentInput
          label={t`Part that counts`}
          description={t`of each school’s change`}
          isRequired
          isReadOnly={!canEdit}
          errorMessage={(adjustment.percent_bp ?? WHOLE_BP) > WHOLE_BP ? t`At most ${formatBp(WHOLE_BP)}.` : null}
          value={adjustment.percent_bp ?? WHOLE_BP}
          onChange={(percent_bp) => percent_bp !== null && change({ percent_bp })}
        />
        <PercentInput
          label={t`Changes at most, in percent`}
          description={t`of what was promised; empty: no limit`}
          isReadOnly={!canEdit}
          value={adjustment.cap_bp ?? null}
          onChange={(cap_bp) => change({ cap_bp })}
        />
        <MoneyInput
          label={t`Changes at most, in dollars`}
          description={t`dollars a school; empty: no limit`}
          isReadOnly={!canEdit}
          value={adjustment.cap_cents ?? null}
          onChange={(cap_cents) => change({ cap_cents })}
        />
      </div>
      <PayerFields editing={editing} payer={adjustment.payer} onChange={(payer) => change({ payer })} />
      <MoreSettings editing={editing} adjustment={adjustment} />
      <LiftedSchools adjustment={adjustment} result={result} />
    </div>
  );
}
