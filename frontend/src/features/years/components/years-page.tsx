import { Card } from '@kit/card';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import type { ProjectionRequest, Scenario } from '@lib/api-types';
import { useSourceNames } from '@lib/data-names';
import { fiscalYearName } from '@lib/fiscal-year';
import { districtSettingsQuery } from '@lib/district';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { projectedScenarioQuery, projectionQuery, runsOfYearQuery } from '../api/projection';
import { type Expectations, expectedNothing, requestOf } from '../model/expectations';
import { keepExpected, keptExpected } from '../model/kept-expectations';
import { ExpectationFields } from './expectation-fields';
import { ExpectedPupilsFields } from './expected-pupils-fields';
import { ProjectionView } from './projection-view';

export type YearsPageProps = {
  scenarioId: string;
  /** Leads to the recount of a published budget. */
  recountLink: (runId: string, children: ReactNode) => ReactNode;
};

/** Where a formula leads: every school over the years ahead. */
export function YearsPage({ scenarioId, recountLink }: YearsPageProps) {
  const scenario = useQuery(projectedScenarioQuery(scenarioId));
  const { t } = useLingui();
  const name = scenario.data?.name;
  return (
    <>
      <PageHeader
        context={scenario.data && <Trans>Fiscal year {fiscalYearName(scenario.data.fiscal_year)}</Trans>}
        title={name === undefined ? t`Over the years` : t`“${name}” over the years`}
        lead={
          <Trans>
            Say what you expect of revenue and pupils. Every year takes its own step of the weights, the floors and the phase-in, and starts from what schools
            had the year before.
          </Trans>
        }
      />
      {scenario.isError ? (
        <ProblemPanel error={scenario.error} onRetry={() => void scenario.refetch()} />
      ) : scenario.data === undefined ? (
        <Loading lines={10} />
      ) : (
        <Years scenario={scenario.data} recountLink={recountLink} />
      )}
    </>
  );
}

/** Long enough to skip what is typed on the way to a number. */
const REST_MS = 250;

function Years({ scenario, recountLink }: { scenario: Scenario; recountLink: YearsPageProps['recountLink'] }) {
  const { t, i18n } = useLingui();
  const [expectations, setExpectations] = useState<Expectations>(() => ({ ...expectedNothing, expected: keptExpected(scenario.scenario_id) }));
  const settings = useQuery(districtSettingsQuery);
  const nameOf = useSourceNames(scenario.scenario_id);
  const [rested, setRested] = useState(expectations);
  useEffect(() => {
    const timer = setTimeout(() => setRested(expectations), REST_MS);
    return () => clearTimeout(timer);
  }, [expectations]);
  const request: ProjectionRequest = { ...requestOf(rested, scenario.fiscal_year), language: i18n.locale === 'es' ? 'es' : 'en' };
  const projection = useQuery(projectionQuery(scenario.scenario_id, scenario.version, request));
  const levels = settings.data?.levels.map((level) => ({ id: level.level, name: level.name })) ?? scenario.policy.levels.map((level) => ({ id: level, name: level }));
  return (
    <div className="space-y-6">
      <Card title={t`What do you expect?`}>
        <ExpectationFields
          expectations={expectations}
          onChange={setExpectations}
          sources={scenario.policy.sources.map((source) => ({ id: source.source_id, name: nameOf(source.source_id) }))}
          levels={levels}
        />
        <ExpectedPupilsFields
          fiscalYear={scenario.fiscal_year}
          years={expectations.years}
          levelName={(id) => levels.find((level) => level.id === id)?.name ?? id}
          expected={expectations.expected}
          onChange={(expected) => {
            keepExpected(scenario.scenario_id, expected);
            setExpectations((before) => ({ ...before, expected }));
          }}
        />
      </Card>
      {projection.isError ? (
        <ProblemPanel error={projection.error} onRetry={() => void projection.refetch()} />
      ) : projection.data === undefined ? (
        <Loading lines={12} />
      ) : (
        <div aria-busy={projection.isFetching} className={projection.isPlaceholderData ? 'opacity-70' : undefined}>
          <ProjectionView projection={projection.data} />
        </div>
      )}
      <RecountCard fiscalYear={scenario.fiscal_year} recountLink={recountLink} />
    </div>
  );
}

function RecountCard({ fiscalYear, recountLink }: { fiscalYear: number; recountLink: YearsPageProps['recountLink'] }) {
  const { t } = useLingui();
  const runs = useQuery(runsOfYearQuery(fiscalYear));
  const newest = runs.data?.[0];
  if (newest === undefined) return null;
  return (
    <Card
      title={t`In the middle of the year`}
      description={t`When new counts come in, the published budget can be brought up to them: upwards only, or both ways, with a cap, and saying who pays.`}
    >
      {recountLink(newest.run_id, <Trans>Recount the published budget “{newest.scenario_name}”</Trans>)}
    </Card>
  );
}
