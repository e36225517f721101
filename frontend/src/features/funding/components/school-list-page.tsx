import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import { EmptyState } from '@kit/empty-state';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { TextField } from '@kit/text-field';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDollars } from '@lib/money';
import { formatDecimal } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type SchoolFundingLine, schoolFundingListQuery } from '../api/school-funding';

export type SchoolListPageProps = { fiscalYear: number; yearSwitch: ReactNode; onOpen: (schoolId: string) => void };

const plain = (text: string) => text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();

/** For district readers: choose the school whose budget page to open. */
export function SchoolListPage({ fiscalYear, yearSwitch, onOpen }: SchoolListPageProps) {
  const { t } = useLingui();
  const lines = useQuery(schoolFundingListQuery(fiscalYear));
  return (
    <>
      <PageHeader
        title={t`School budgets`}
        context={<Trans>Fiscal year {fiscalYearName(fiscalYear)}</Trans>}
        lead={<Trans>The published budget of every school. Choose a school to see its page as its principal sees it.</Trans>}
        actions={yearSwitch}
      />
      {lines.isPending ? (
        <Loading lines={8} />
      ) : lines.isError ? (
        <ProblemPanel error={lines.error} onRetry={() => void lines.refetch()} />
      ) : lines.data.length === 0 ? (
        <EmptyState icon="clock" title={<Trans>No budget published yet for {fiscalYearName(fiscalYear)}</Trans>}>
          <Trans>Publish a scenario in the allocation studio; the schools appear here by themselves.</Trans>
        </EmptyState>
      ) : (
        <Card flush>
          <SchoolTable lines={lines.data} fiscalYear={fiscalYear} onOpen={onOpen} />
        </Card>
      )}
    </>
  );
}

function SchoolTable({ lines, fiscalYear, onOpen }: { lines: SchoolFundingLine[]; fiscalYear: number; onOpen: (schoolId: string) => void }) {
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const wanted = plain(search.trim());
  const shown = wanted === '' ? lines : lines.filter((line) => plain(`${line.school_name} ${line.school_id}`).includes(wanted));
  const total = shown.reduce((sum, line) => sum + line.total_cents, 0);
  return (
    <div className="pt-4">
      <DataTable
        caption={t`Published budget by school, fiscal year ${fiscalYearName(fiscalYear)}`}
        rows={shown}
        rowId={(line) => line.school_id}
        initialSort={{ columnId: 'name', direction: 'ascending' }}
        onOpenRow={(line) => onOpen(line.school_id)}
        toolbar={<TextField label={t`Find a school`} value={search} onChange={setSearch} type="search" className="w-64 max-w-full" />}
        empty={<Trans>No school has this in its name.</Trans>}
        columns={[
          { id: 'name', header: t`School`, cell: (line) => line.school_name, sortValue: (line) => line.school_name, footer: <Trans>{shown.length} schools</Trans> },
          {
            id: 'pupils',
            header: t`Pupils`,
            align: 'end',
            hideBelow: 'sm',
            cell: (line) => (line.pupil_count === undefined ? '–' : formatDecimal(line.pupil_count)),
            sortValue: (line) => Number(line.pupil_count ?? 0),
          },
          { id: 'total', header: t`Budget`, align: 'end', cell: (line) => formatDollars(line.total_cents), sortValue: (line) => line.total_cents, footer: formatDollars(total) },
          {
            id: 'per_pupil',
            header: t`Per pupil`,
            align: 'end',
            hideBelow: 'md',
            cell: (line) => (Number(line.pupil_count) > 0 ? formatDollars(Math.round(line.total_cents / Number(line.pupil_count))) : '–'),
            sortValue: (line) => (Number(line.pupil_count) > 0 ? line.total_cents / Number(line.pupil_count) : null),
          },
        ]}
      />
    </div>
  );
}
