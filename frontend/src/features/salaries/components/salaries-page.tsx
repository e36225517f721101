import { Card } from '@kit/card';
import { EmptyState } from '@kit/empty-state';
import { Link } from '@kit/link';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { StatTile } from '@kit/stat-tile';
import { useYearSettings } from '@kit/use-year-settings';
import { YearSettingsPage } from '@kit/year-settings-page';
import type { Answer } from '@lib/api';
import type { Salaries, SalarySettings } from '@lib/api-types';
import { formatDollars, formatShortDollars } from '@lib/money';
import { formatWhole } from '@lib/number-format';
import { ApiProblem } from '@lib/problem';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { salariesQuery } from '../api/salaries';
import { AveragesCard } from './averages-card';
import { SchoolSalariesTable } from './school-salaries-table';
import { TransferChart } from './transfer-chart';
import { TransitionCard } from './transition-card';

type SalariesPageProps = { scenarioId: string };

/** What average salaries hide: which schools pay for the experienced teachers of others. */
export function SalariesPage({ scenarioId }: SalariesPageProps) {
  const { t } = useLingui();
  return (
    <YearSettingsPage
      scenarioId={scenarioId}
      topic="salaries"
      title={t`Salaries`}
      lead={<Trans>Charged at the district’s average, a school of young teachers pays for the experienced ones of another. See how much moves, and try a way out that no school notices all at once.</Trans>}
    >
      {(year, stored) => <Comparison key={stored.etag} scenarioId={scenarioId} fiscalYear={year} stored={stored} />}
    </YearSettingsPage>
  );
}

type ComparisonProps = { scenarioId: string; fiscalYear: number; stored: Answer<SalarySettings> };

function Comparison({ scenarioId, fiscalYear, stored }: ComparisonProps) {
  const { t } = useLingui();
  const { settings, tried, change, canEdit, saveButton, saveProblem } = useYearSettings('salaries', fiscalYear, stored);
  const [year, setYear] = useState(1);
  const salaries = useQuery(salariesQuery(scenarioId, tried));
  if (salaries.isError) {
    return salaries.error instanceof ApiProblem && salaries.error.problem.code === 'staff_missing' ? (
      <NoStaff fiscalYear={fiscalYear} />
    ) : (
      <ProblemPanel error={salaries.error} onRetry={() => void salaries.refetch()} />
    );
  }
  if (salaries.data === undefined) return <Loading lines={12} />;
  const found = salaries.data;
  const shownYear = Math.min(year, found.years.length - 1);
  return (
    <div className="space-y-6">
      {saveProblem}
      <Tiles salaries={found} />
      <Card>
        <TransferChart salaries={found} />
      </Card>
      <Card title={t`School by school`} flush>
        <SchoolSalariesTable salaries={found} year={shownYear} />
      </Card>
      <TransitionCard salaries={found} settings={settings} year={shownYear} onYear={setYear} isReadOnly={!canEdit} onChange={change} actions={saveButton} />
      <AveragesCard salaries={found} scenarioId={scenarioId} canEdit={canEdit} />
    </div>
  );
}

function NoStaff({ fiscalYear }: { fiscalYear: number }) {
  return (
    <EmptyState
      title={<Trans>No staff is imported for this year</Trans>}
      action={
        <Link to="/data" search={{ year: fiscalYear }}>
          <Trans>Go to the year’s data</Trans>
        </Link>
      }
    >
      <Trans>Import a payroll extract as staff: one line for each person and job, with the school, the job class, the position’s share of full time, salary and benefits. Names and ids are not kept.</Trans>
    </EmptyState>
  );
}

function Tiles({ salaries }: { salaries: Salaries }) {
  const { t } = useLingui();
  const paying = salaries.schools.filter((school) => school.transfer_cents > 0);
  const most = paying.reduce<Salaries['schools'][number] | null>((top, school) => (top === null || school.transfer_cents > top.transfer_cents ? school : top), null);
  const people = salaries.schools.reduce((sum, school) => sum + school.people, 0);
  const cost = salaries.schools.reduce((sum, school) => sum + school.actual_cents, 0);
  return (
    <div className="grid gap-3 min-[26rem]:grid-cols-2 lg:grid-cols-4">
      <StatTile label={t`Averaging moves`} value={formatDollars(salaries.moved_cents)} note={t`between schools; all transfers sum to zero`} />
      <StatTile label={t`Schools that pay for others`} value={formatWhole(paying.length)} note={t`of ${formatWhole(salaries.schools.length)}`} />
      <StatTile label={t`Pays the most`} value={most === null ? '–' : formatDollars(most.transfer_cents)} note={most === null ? '' : most.name} />
      <StatTile label={t`Staff at schools`} value={formatWhole(people)} note={t`${formatShortDollars(cost)} a year; ${formatWhole(salaries.central_people)} more in the central office`} />
    </div>
  );
}
