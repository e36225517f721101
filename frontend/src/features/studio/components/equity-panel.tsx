import { Card } from '@kit/card';
import { Icon } from '@kit/icon';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import { Loading } from '@kit/skeleton';
import type { Policy } from '@lib/api-types';
import { formatDollarChange, formatDollars } from '@lib/money';
import { formatNumber } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, memo, type ReactNode, Suspense, useState } from 'react';
import { type Equity, equityQuery, type NeedEquity } from '../api/equity';
import { needName, type Words } from './editing';
import { useRested } from './use-rested';

const NeedDeciles = lazy(async () => ({ default: (await import('./need-deciles')).NeedDeciles }));

type EquityPanelProps = {
  scenarioId: string;
  /** The policy whose amounts are on screen. */
  policy: Policy;
  words: Words;
};

/** Does money follow need, and do equals receive alike? Two questions, never one number alone. */
export const EquityPanel = memo(function EquityPanel({ scenarioId, policy, words }: EquityPanelProps) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState<string | null>(null);
  const rested = useRested(policy, REST_MS);
  // A need that the policy no longer counts by cannot be asked for.
  const equity = useQuery(equityQuery(scenarioId, rested, chosen !== null && rested.need_categories.includes(chosen) ? chosen : null));
  const needs = equity.data === undefined ? [] : Object.keys(equity.data.proposed.needs);
  const need = chosen !== null && needs.includes(chosen) ? chosen : (equity.data?.need_category ?? needs[0] ?? null);
  return (
    <Card
      title={t`How fair is it?`}
      description={t`Schools of equal need should receive alike, and more where need is greater.`}
      actions={
        needs.length > 1 &&
        need !== null && (
          <Select hideLabel label={t`Need`} className="w-44" items={needs.map((one) => ({ id: one, label: needName(words, one) }))} selected={need} onSelect={setChosen} />
        )
      }
    >
      {equity.isError ? (
        <ProblemPanel error={equity.error} onRetry={() => void equity.refetch()} />
      ) : equity.data === undefined ? (
        <Loading lines={3} />
      ) : need === null ? (
        <p className="text-muted">
          <Trans>There are no counts of a need to measure by.</Trans>
        </p>
      ) : (
        <>
          <Figures equity={equity.data} need={need} needLabel={needName(words, need)} />
          <Deciles equity={equity.data} words={words} />
        </>
      )}
    </Card>
  );
});

/** The need that sorts them came with them: another that was just chosen may still be on its way. */
function Deciles({ equity: { deciles, need_category: need }, words }: { equity: Equity; words: Words }) {
  if (need === null || deciles.length < 2) return null;
  return (
    <div className="mt-6 border-t border-line pt-4">
      <Suspense fallback={<Loading lines={6} />}>
        <NeedDeciles deciles={deciles} need={need} needLabel={needName(words, need)} />
      </Suspense>
    </div>
  );
}

/** While a thumb moves on, the next policy is on its way before this one's statistics could be read. */
const REST_MS = 150;

const slopeOf = (one: NeedEquity | undefined) => (one?.by_pupils == null ? null : one.by_pupils.slope / 10);
const weightOf = (one: NeedEquity | undefined) => one?.by_pupils?.implied_weight ?? null;

function Figures({ equity, need, needLabel }: { equity: Equity; need: string; needLabel: string }) {
  const { t } = useLingui();
  const now = equity.proposed.needs[need];
  const before = equity.current?.needs[need];
  if (now === undefined) return null;
  return (
    <>
      <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-3">
        <Figure
          term={t`Spread among schools of equal need`}
          value={percent(now.need_adjusted_cv)}
          before={percent(before?.need_adjusted_cv ?? null)}
          verdict={compare(now.need_adjusted_cv, before?.need_adjusted_cv ?? null, 'lower')}
          note={t`0% would be alike. Counted with a weight of ${formatNumber(1 + now.need_weight, 'decimal')} for ${needLabel}.`}
        />
        <Figure
          term={t`More per pupil for 10 points more need`}
          value={slopeOf(now) === null ? '–' : formatDollarChange(Math.round((slopeOf(now) ?? 0) * 100))}
          before={slopeOf(before) === null ? '–' : formatDollarChange(Math.round((slopeOf(before) ?? 0) * 100))}
          verdict={compare(slopeOf(now), slopeOf(before), 'higher')}
          note={t`Between schools that lie 10 points apart in ${needLabel}.`}
        />
        <Figure
          term={t`What a pupil in need brings on top`}
          value={weightOf(now) === null ? '–' : formatNumber(weightOf(now) ?? 0, 'percent')}
          before={weightOf(before) === null ? '–' : formatNumber(weightOf(before) ?? 0, 'percent')}
          verdict={compare(weightOf(now), weightOf(before), 'higher')}
          note={t`Of what a pupil without the need brings, as the budgets come out.`}
        />
      </dl>
      <MoreFigures equity={equity} now={now} before={before} />
    </>
  );
}

const number = (value: number | null | undefined) => (value === null || value === undefined ? '–' : formatNumber(value, 'statistic'));
const dollars = (value: number | null | undefined) => (value === null || value === undefined ? '–' : formatDollars(Math.round(value * 100)));
const percent = (value: number | null): string => (value === null ? '–' : formatNumber(value, 'percent'));

type Verdict = 'better' | 'worse' | 'same' | null;

/** Differences that the figures as shown do not show are none. */
function compare(now: number | null, before: number | null, better: 'lower' | 'higher'): Verdict {
  if (now === null || before === null) return null;
  if (Math.abs(now - before) <= Math.abs(before) * 0.001) return 'same';
  return now < before === (better === 'lower') ? 'better' : 'worse';
}

function Figure({ term, value, before, verdict, note }: { term: string; value: string; before: string; verdict: Verdict; note: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm font-medium text-muted">{term}</dt>
      <dd className="mt-1">
        <span className="text-xl font-semibold tracking-tight tabular-nums">{value}</span>{' '}
        {verdict !== null && (
          <span className={`text-sm font-medium whitespace-nowrap ${verdict === 'better' ? 'text-positive' : verdict === 'worse' ? 'text-negative' : 'text-muted'}`}>
            <Icon name={verdict === 'better' ? 'check' : verdict === 'worse' ? 'warning' : 'equal'} />{' '}
            {verdict === 'same' ? <Trans>as today</Trans> : <Trans>today {before}</Trans>}
          </span>
        )}
        <p className="mt-1 text-sm text-muted">{note}</p>
      </dd>
    </div>
  );
}

/** The statistics that researchers ask for, each with how it is counted. */
function MoreFigures({ equity, now, before }: { equity: Equity; now: NeedEquity; before: NeedEquity | undefined }) {
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
