import { formatDollars } from '@lib/money';
import { formatNumber } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Equity, NeedEquity } from '../api/equity';

const number = (value: number | null | undefined) => (value === null || value === undefined ? '–' : formatNumber(value, 'statistic'));
const dollars = (value: number | null | undefined) => (value === null || value === undefined ? '–' : formatDollars(Math.round(value * 100)));
export const percent = (value: number | null): string => (value === null ? '–' : formatNumber(value, 'percent'));

/** The statistics that researchers ask for, each with how it is counted. */
export function EquityStatistics({ equity, now, before }: { equity: Equity; now: NeedEquity; before: NeedEquity | undefined }) {
  const { t } = useLingui();
  const [spread, spreadBefore] = [equity.proposed.spread, equity.current?.spread];
  const rows: { name: string; how: string; now: ReactNode; before: ReactNode }[] = [
    {
      name: t`Gap of exposure`,
      how: t`dollars at the school of the average pupil in need, less those at the school of the average other pupil`,
      now: dollars(now.exposure_gap),
      before: dollars(before?.exposure_gap),
    },
    { name: t`Average`, how: t`dollars per pupil, pupils weigh`, now: dollars(spread.mean), before: dollars(spreadBefore?.mean) },
    { name: t`Median`, how: t`half of the pupils are at schools with less`, now: dollars(spread.median), before: dollars(spreadBefore?.median) },
    { name: t`Restricted range`, how: t`95th less 5th percentile of pupils`, now: dollars(spread.restricted_range), before: dollars(spreadBefore?.restricted_range) },
    { name: t`Gini`, how: t`0 alike, 1 all with one; pupils weigh`, now: number(spread.gini), before: number(spreadBefore?.gini) },
    { name: t`McLoone`, how: t`pupils below the median: their dollars over what the median would give`, now: number(spread.mcloone), before: number(spreadBefore?.mcloone) },
    { name: t`Verstegen`, how: t`the same above the median`, now: number(spread.verstegen), before: number(spreadBefore?.verstegen) },
    { name: t`Theil`, how: t`natural logarithm; pupils weigh`, now: number(spread.theil_t), before: number(spreadBefore?.theil_t) },
    {
      name: t`Coefficient of variation, raw`,
      how: t`rises when money follows need, so it says nothing alone`,
      now: percent(spread.coefficient_of_variation),
      before: percent(spreadBefore?.coefficient_of_variation ?? null),
    },
  ];
  return (
    <details className="mt-4">
      <summary className="cursor-pointer text-sm font-medium text-accent">
        <Trans>All statistics, and how they are counted</Trans>
      </summary>
      <div role="group" aria-label={t`Statistics of dollars per pupil`} tabIndex={0} className="mt-2 overflow-x-auto">
        <table className="w-full text-left text-sm">
          <caption className="sr-only">{t`Statistics of dollars per pupil`}</caption>
          <thead>
            <tr className="border-b border-edge">
              <th scope="col" className="py-1.5 pr-3 font-semibold">{t`Statistic`}</th>
              <th scope="col" className="px-3 py-1.5 text-right font-semibold">{t`This scenario`}</th>
              <th scope="col" className="py-1.5 pl-3 text-right font-semibold">{t`Today`}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name} className="border-b border-line">
                <th scope="row" className="py-1.5 pr-3 font-medium">
                  {row.name} <span className="font-normal text-muted">– {row.how}</span>
                </th>
                <td className="px-3 py-1.5 text-right tabular-nums">{row.now}</td>
                <td className="py-1.5 pl-3 text-right tabular-nums">{row.before}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
