import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import { ProblemPanel } from '@kit/problem-panel';
import { showToast } from '@kit/toast-queue';
import type { Salaries } from '@lib/api-types';
import { formatCents } from '@lib/money';
import { formatBp, formatDecimal, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useTakeAverages } from '../api/salaries';

type AveragesCardProps = { salaries: Salaries; scenarioId: string; canEdit: boolean };

const cents = (value: number | null) => (value === null ? '*' : formatCents(value));

/** What one full-time position of each job class costs, for the formula's staffing rules. */
export function AveragesCard({ salaries, scenarioId, canEdit }: AveragesCardProps) {
  const { t } = useLingui();
  const take = useTakeAverages(scenarioId);
  return (
    <Card
      title={t`Average of each job class`}
      description={<Trans>One full-time position at all schools together. Staffing rules of the formula with the same job class can take these figures.</Trans>}
      actions={
        canEdit && (
          <Button size="small" isPending={take.isPending} onPress={() => take.mutate(undefined, { onSuccess: () => showToast({ text: t`Taken over into the staffing rules` }) })}>
            <Trans>Use in staffing rules</Trans>
          </Button>
        )
      }
      flush
    >
      {take.isError && (
        <div className="px-4 pb-4 sm:px-6">
          <ProblemPanel error={take.error} />
        </div>
      )}
      <DataTable
        caption={t`Dollars a year; a star hides what too few people share`}
        rows={salaries.classes}
        rowId={(each) => each.job_class}
        columns={[
          { id: 'job', header: t`Job class`, cell: (each) => each.job_class, sortValue: (each) => each.job_class },
          { id: 'people', header: t`People`, align: 'end', hideBelow: 'sm', cell: (each) => formatWhole(each.people), sortValue: (each) => each.people },
          { id: 'fte', header: t`Full-time`, align: 'end', cell: (each) => formatDecimal(each.fte), sortValue: (each) => Number(each.fte) },
          { id: 'salary', header: t`Average salary`, align: 'end', hideBelow: 'md', cell: (each) => cents(each.average_salary_cents), sortValue: (each) => each.average_salary_cents },
          { id: 'benefits', header: t`Benefits`, align: 'end', hideBelow: 'md', cell: (each) => (each.benefits_bp === null ? '*' : formatBp(each.benefits_bp)), sortValue: (each) => each.benefits_bp },
          { id: 'cost', header: t`Cost of a position`, align: 'end', cell: (each) => cents(each.average_cents), sortValue: (each) => each.average_cents },
        ]}
      />
    </Card>
  );
}
