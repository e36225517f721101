import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import { Why, type WhySubject } from '@kit/why';
import type { ComparedScenario, Comparison, YearReviews } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatBp, formatWhole } from '@lib/number-format';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { ScenarioState } from './scenario-state';

type OutcomeGridProps = { comparison: Comparison; reviews: YearReviews; scenarioLink: (scenarioId: string, name: ReactNode) => ReactNode };

type Outcome = NonNullable<ComparedScenario['outcome']>;
type Figure = {
  id: string;
  label: string;
  note: string;
  value: (outcome: Outcome, isFirst: boolean) => ReactNode;
  /** Where its arithmetic can be walked. */
  why?: WhySubject;
};

const ratio = (value: number | null | undefined): string => (value === null || value === undefined ? '–' : value.toFixed(3));
const dollars = (value: number | null | undefined): string => (value === null || value === undefined ? '–' : formatDollars(Math.round(value * 100)));

/** The figures that decide, one scenario a column. */
export function OutcomeGrid({ comparison, reviews, scenarioLink }: OutcomeGridProps) {
  const { t } = useLingui();
  const states = new Map(reviews.items.map((item) => [item.scenario_id, item.state]));
  const groups = useFigures(comparison.need_category);
  const problems = comparison.scenarios.filter((scenario) => scenario.problem !== null);
  return (
    <Card title={t`Side by side`} flush>
      {problems.length > 0 && (
        <div className="space-y-3 px-4 pb-4 sm:px-6">
          {problems.map((scenario) => (
            <Notice key={scenario.scenario_id} tone="warning" title={<Trans>“{scenario.name}” cannot be calculated: {scenario.problem?.title}</Trans>}>
              {scenario.problem?.detail}
            </Notice>
          ))}
        </div>
      )}
      <section aria-label={t`Figures by scenario`} tabIndex={0} className="relative overflow-x-auto border-t border-line focus-visible:-outline-offset-2">
        <table className="w-full border-separate border-spacing-0 text-left max-sm:text-sm">
          <thead>
            <tr>
              <th scope="col" className="sticky left-0 z-10 min-w-28 border-b border-line bg-surface py-3 pr-2 pl-4 align-bottom text-sm font-semibold text-muted max-sm:max-w-28 sm:min-w-56 sm:pl-6">
                <Trans>Figure</Trans>
              </th>
              {comparison.scenarios.map((scenario, index) => (
                <th key={scenario.scenario_id} scope="col" className="min-w-28 border-b border-line px-2 py-3 text-right align-bottom font-semibold sm:min-w-44 sm:px-4">
                  {scenarioLink(scenario.scenario_id, scenario.name)}
                  <span className="mt-1 flex flex-wrap justify-end gap-1 font-normal">
                    <ScenarioState state={states.get(scenario.scenario_id) ?? 'draft'} isAdopted={reviews.adopted?.scenario_id === scenario.scenario_id} />
                  </span>
                  {index === 0 && (
                    <span className="mt-1 block text-sm font-normal text-muted">
                      <Trans>measured against</Trans>
                    </span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody key={group.id}>
              <tr>
                <th scope="rowgroup" colSpan={comparison.scenarios.length + 1} className="border-b border-line bg-sunken py-1.5 pr-3 pl-4 text-sm font-semibold sm:pl-6">
                  <span className="sticky left-4 sm:left-6">{group.title}</span>
                </th>
              </tr>
              {group.figures.map((figure) => (
                <tr key={figure.id} className="group">
                  <th scope="row" className="sticky left-0 z-10 border-b border-line bg-surface py-2 pr-2 pl-4 text-left font-medium group-hover:bg-sunken max-sm:max-w-28 sm:pl-6">
                    {figure.label}
                    <span className="block text-sm font-normal text-muted max-sm:sr-only">{figure.note}</span>
                  </th>
                  {comparison.scenarios.map((scenario, index) => (
                    <td key={scenario.scenario_id} className="border-b border-line px-2 py-2 text-right tabular-nums group-hover:bg-sunken sm:px-4">
                      {scenario.outcome === null ? '–' : <FigureValue figure={figure} scenario={scenario} value={figure.value(scenario.outcome, index === 0)} />}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
      <p className="max-w-line px-4 py-3 text-sm text-muted sm:px-6">
        <Trans>Fairness figures weigh schools by their pupils. Raw spread rises when money follows need, so read it beside the spread among schools of equal need.</Trans>
      </p>
    </Card>
  );
}

function FigureValue({ figure, scenario, value }: { figure: Figure; scenario: ComparedScenario; value: ReactNode }) {
  if (figure.why === undefined || value === '–') return value;
  return (
    <Why origin={{ scenarioId: scenario.scenario_id }} subject={figure.why} title={`${scenario.name}: ${figure.label}`}>
      {value}
    </Why>
  );
}

function useFigures(need: string | null): { id: string; title: string; figures: Figure[] }[] {
  const { t } = useLingui();
  const ofNeed = (outcome: Outcome) => (need === null ? undefined : outcome.equity?.proposed.needs[need]);
  return [
    {
      id: 'money',
      title: t`Money`,
      figures: [
        { id: 'to_schools', label: t`To schools`, note: t`all sources together`, value: (outcome) => formatDollars(outcome.to_schools_cents), why: { figure: 'to_schools' } },
        { id: 'central', label: t`Held centrally`, note: t`central shares of the sources`, value: (outcome) => formatDollars(outcome.central_share_cents), why: { figure: 'central_share' } },
        { id: 'reserve', label: t`In reserve`, note: t`not given to anybody`, value: (outcome) => formatDollars(outcome.reserve_cents), why: { figure: 'reserve' } },
        {
          id: 'control',
          label: t`Schools decide on`,
          note: t`share of unrestricted money`,
          value: (outcome) => (outcome.school_control_bp === null ? '–' : formatBp(outcome.school_control_bp)),
          why: { figure: 'school_control' },
        },
      ],
    },
    {
      id: 'schools',
      title: t`Winners and losers`,
      figures: [
        {
          id: 'today',
          label: t`Against today`,
          note: t`schools that gain and lose`,
          value: ({ winners }) => <GainLose gaining={winners.gaining} losing={winners.losing} />,
        },
        {
          id: 'first',
          label: t`Against the first scenario`,
          note: t`schools that gain and lose`,
          value: ({ against_first: moves }, isFirst) => (isFirst ? '–' : <GainLose gaining={moves.gaining} losing={moves.losing} />),
        },
        {
          id: 'moved',
          label: t`Money that moves`,
          note: t`from losing to gaining schools, against the first`,
          value: ({ against_first: moves }, isFirst) => (isFirst ? '–' : formatDollars(moves.moved_cents)),
        },
      ],
    },
    {
      id: 'equity',
      title: t`Fairness`,
      figures: [
        { id: 'mean', label: t`Dollars for the average pupil`, note: t`mean, weighed by pupils`, value: (outcome) => dollars(outcome.equity?.proposed.spread.mean) },
        { id: 'slope', label: t`More for need`, note: t`dollars per pupil from no pupil in need to all; higher follows need more`, value: (outcome) => dollars(ofNeed(outcome)?.by_pupils?.slope) },
        { id: 'weight', label: t`Implied weight of need`, note: t`that slope as a share of the base`, value: (outcome) => ratio(ofNeed(outcome)?.by_pupils?.implied_weight) },
        { id: 'gap', label: t`Exposure gap`, note: t`dollars of pupils in need less those of other pupils`, value: (outcome) => dollars(ofNeed(outcome)?.exposure_gap) },
        { id: 'adjusted', label: t`Spread among equal need`, note: t`coefficient of variation, need-adjusted with weight .34; lower is more equal`, value: (outcome) => ratio(ofNeed(outcome)?.need_adjusted_cv) },
        { id: 'raw', label: t`Raw spread`, note: t`coefficient of variation, population`, value: (outcome) => ratio(outcome.equity?.proposed.spread.coefficient_of_variation) },
        { id: 'gini', label: t`Gini`, note: t`0 is equal, 1 is all in one hand`, value: (outcome) => ratio(outcome.equity?.proposed.spread.gini) },
        { id: 'mcloone', label: t`McLoone`, note: t`lower half against the median; 1 is best`, value: (outcome) => ratio(outcome.equity?.proposed.spread.mcloone) },
      ],
    },
  ];
}

function GainLose({ gaining, losing }: { gaining: number; losing: number }) {
  return (
    <span className="inline-flex flex-col items-end whitespace-nowrap">
      <span className="text-positive">
        <Plural value={gaining} one={`# gains`} other={`# gain`} />
      </span>
      <span className={losing > 0 ? 'text-negative' : 'text-muted'}>
        <Plural value={losing} one={`# loses`} other={`# lose`} />
      </span>
      <span className="sr-only">{formatWhole(gaining + losing)}</span>
    </span>
  );
}
