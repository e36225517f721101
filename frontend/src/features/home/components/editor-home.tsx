import { buttonClass } from '@kit/button-class';
import { Card } from '@kit/card';
import { Link } from '@kit/link';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { type Step, StepList, type StepState } from '@kit/step-list';
import { districtSettingsQuery } from '@lib/district';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDateTime, formatWhole } from '@lib/number-format';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { latestRunQuery, scenarioCountQuery, schoolCountQuery } from '../api/where-we-stand';
import { PublishedTiles } from './published-tiles';

/** The road of the year, from data to published budgets, with the step that is next. */
export function EditorHome({ canDecide }: { canDecide: boolean }) {
  const settings = useQuery(districtSettingsQuery);
  if (settings.isError) return <ProblemPanel error={settings.error} onRetry={() => void settings.refetch()} />;
  if (settings.isPending) return <RoadPending />;
  return <Road fiscalYear={settings.data.current_fiscal_year} canDecide={canDecide} />;
}

/** About as high as the road, so that what stands below it does not jump. */
const RoadPending = () => (
  <div className="min-h-[36rem] sm:min-h-96">
    <Loading lines={6} />
  </div>
);

const stateOf = (isDone: boolean, isReady: boolean): StepState => (isDone ? 'done' : isReady ? 'current' : 'todo');

function Road({ fiscalYear, canDecide }: { fiscalYear: number; canDecide: boolean }) {
  const { t } = useLingui();
  const schools = useQuery(schoolCountQuery(fiscalYear));
  const scenarios = useQuery({ ...scenarioCountQuery(fiscalYear), enabled: canDecide });
  const run = useQuery({ ...latestRunQuery(fiscalYear), enabled: canDecide });
  const failed = [schools, scenarios, run].find((answer) => answer.isError);
  if (failed !== undefined) return <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />;
  if (schools.isPending || (canDecide && (scenarios.isPending || run.isPending))) return <RoadPending />;

  const schoolCount = schools.data ?? 0;
  const scenarioCount = scenarios.data ?? 0;
  const published = run.data ?? null;
  const hasData = schoolCount > 0;
  const schoolText = formatWhole(schoolCount);
  const scenarioText = formatWhole(scenarioCount);

  const steps: Step[] = [
    {
      id: 'data',
      title: t`Bring in schools, pupils and money`,
      state: stateOf(hasData, true),
      note: hasData
        ? plural(schoolCount, {
            one: `${schoolText} school is in. Bring in a new file whenever counts change.`,
            other: `${schoolText} schools are in. Bring in a new file whenever counts change.`,
          })
        : t`Drop the files you have. Columns are matched for you, and every problem is named with its row.`,
      action: (
        <Link to="/data" className={buttonClass(hasData ? 'secondary' : 'primary')}>
          <Trans>Open data</Trans>
        </Link>
      ),
    },
  ];
  if (canDecide) {
    steps.push(
      {
        id: 'studio',
        title: t`Decide how the money follows pupils`,
        state: stateOf(scenarioCount > 0, hasData),
        note:
          scenarioCount > 0
            ? plural(scenarioCount, {
                one: `${scenarioText} scenario is saved. Change a weight and see at once which schools gain and lose.`,
                other: `${scenarioText} scenarios are saved. Change a weight and see at once which schools gain and lose.`,
              })
            : t`Set a weight for each need and see at once which schools gain and lose.`,
        action: (
          <Link to="/studio" className={buttonClass(hasData && scenarioCount === 0 ? 'primary' : 'secondary')}>
            <Trans>Open the studio</Trans>
          </Link>
        ),
      },
      {
        id: 'publish',
        title: t`Review and publish`,
        state: stateOf(published !== null, scenarioCount > 0),
        note:
          published === null
            ? t`From a scenario you review every change and publish it with a reason. Schools see it within seconds.`
            : t`Published ${formatDateTime(published.published_at)}: ${published.scenario_name}`,
        action: (
          <Link to="/published" className={buttonClass('secondary')}>
            <Trans>See what is published</Trans>
          </Link>
        ),
      },
    );
  }
  return (
    <div className="space-y-6">
      <Card title={t`The road to this year’s budgets`} description={t`Fiscal year ${fiscalYearName(fiscalYear)}`}>
        <StepList label={t`Steps of the budget round`} steps={steps} />
      </Card>
      {published !== null && <PublishedTiles run={published} />}
    </div>
  );
}
