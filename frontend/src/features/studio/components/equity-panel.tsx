import { Card } from '@kit/card';
import { Icon } from '@kit/icon';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import { Loading } from '@kit/skeleton';
import type { Policy } from '@lib/api-types';
import { formatDollarChange } from '@lib/money';
import { formatNumber } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, memo, Suspense, useState } from 'react';
import { type Equity, equityQuery, type NeedEquity } from '../api/equity';
import { needName, type Words } from './editing';
import { EquityStatistics, percent } from './equity-statistics';
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
      <EquityStatistics equity={equity} now={now} before={before} />
    </>
  );
}

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
