import { DecileBars } from '@charts/decile-bars';
import { formatDollarChange, formatDollars } from '@lib/money';
import { formatNumber } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import type { Equity } from '../api/equity';
import { moreAtTheTop, perPupil, perPupilToday } from '../model/decile-dollars';

type NeedDecilesProps = { deciles: Equity['deciles']; need: string; needLabel: string };

/** Does more reach the pupils at the schools with most need? Today stands behind each tenth as an outline. */
export const NeedDeciles = memo(function NeedDeciles({ deciles, need, needLabel }: NeedDecilesProps) {
  const { t } = useLingui();
  const now = moreAtTheTop(deciles, perPupil);
  const before = moreAtTheTop(deciles, perPupilToday);
  if (now === null) return null;
  const [change, changeToday] = [formatDollarChange(now), formatDollarChange(before ?? 0)];
  return (
    <DecileBars
      title={t`Dollars per pupil by decile: ${needLabel}`}
      finding={
        before === null ? (
          <Trans>{change} per pupil at the schools with the most need, against those with the least.</Trans>
        ) : (
          <Trans>
            {change} per pupil at the schools with the most need, against those with the least; today {changeToday}.
          </Trans>
        )
      }
      bars={deciles.map((one) => ({
        id: String(one.decile),
        label: t`${one.decile}, ${formatNumber(one.need_shares[need] ?? 0, 'percent')} in need`,
        value: perPupil(one) ?? 0,
        before: perPupilToday(one),
      }))}
      axisLabel={t`Tenths of the pupils, from the least need to the most`}
      valueLabel={t`This scenario`}
      format={(cents) => formatDollars(Math.round(cents))}
    />
  );
});
