import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { EmptyState } from '@kit/empty-state';
import { Link } from '@kit/link';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { StatTile } from '@kit/stat-tile';
import { showToast } from '@kit/toast-queue';
import type { Salaries, SalarySettings } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDollars, formatShortDollars } from '@lib/money';
import { formatWhole } from '@lib/number-format';
import { ApiProblem } from '@lib/problem';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { paidScenarioQuery, salariesQuery, salarySettingsQuery, useSaveSalarySettings } from '../api/salaries';
import { AveragesCard } from './averages-card';
import { SchoolSalariesTable } from './school-salaries-table';
import { TransferChart } from './transfer-chart';
import { TransitionCard } from './transition-card';

type SalariesPageProps = { scenarioId: string };

/** What average salaries hide: which schools pay for the experienced teachers of others. */
export function SalariesPage({ scenarioId }: SalariesPageProps) {
  const { t } = useLingui();
  const scenario = useQuery(paidScenarioQuery(scenarioId));
  const year = scenario.data?.fiscal_year;
  const stored = useQuery({ ...salarySettingsQuery(year ?? 0), enabled: year !== undefined });
  const failed = [scenario, stored].find((one) => one.isError);
  return (
    <>
      <PageHeader
        context={year !== undefined && <Trans>Fiscal year {fiscalYearName(year)}</Trans>}
        title={t`Salaries`}
        lead={<Trans>Charged at the district’s average, a school of young teachers pays for the experienced ones of another. See how much moves, and try a way out that no school notices all at once.</Trans>}
        actions={
          <Button icon="print" onPress={() => window.print()}>
            <Trans>Print</Trans>
          </Button>
        }
      />
      {failed !== undefined ? (
        <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />
      ) : stored.data === undefined || year === undefined ? (
        <Loading lines={10} />
      ) : (
        <Comparison key={stored.data.etag} scenarioId={scenarioId} fiscalYear={year} stored={stored.data.data} etag={stored.data.etag ?? ''} />
      )}
    </>
  );
}

type ComparisonProps = { scenarioId: string; fiscalYear: number; stored: SalarySettings; etag: string };

function Comparison({ scenarioId, fiscalYear, stored, etag }: ComparisonProps) {
  const { t } = useLingui();
  const canEdit = useMe().roles.some((role) => role === 'superintendent' || role === 'budget_director' || role === 'budget_analyst');
  const [settings, setSettings] = useState(stored);
  const [year, setYear] = useState(1);
  const salaries = useQuery(salariesQuery(scenarioId, settings));
  const save = useSaveSalarySettings(fiscalYear);
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
      {save.isError && <ProblemPanel error={save.error} />}
      <Tiles salaries={found} />
      <Card>
        <TransferChart salaries={found} />
      </Card>
      <Card title={t`School by school`} flush>
        <SchoolSalariesTable salaries={found} year={shownYear} />
      </Card>
      <TransitionCard
        salaries={found}
        settings={settings}
        year={shownYear}
        onYear={setYear}
        isReadOnly={!canEdit}
        onChange={(changes) => setSettings((before) => ({ ...before, ...changes }))}
        actions={
          canEdit && (
            <Button
              size="small"
              variant={settings === stored ? 'secondary' : 'primary'}
              isDisabled={settings === stored}
              isPending={save.isPending}
              onPress={() => save.mutate({ settings, etag }, { onSuccess: () => showToast({ text: t`Saved for the year` }) })}
            >
              <Trans>Save for the year</Trans>
            </Button>
          )
        }
      />
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
