import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import { DiffValue } from '@kit/diff-value';
import { ReconciliationTable } from '@kit/reconciliation-table';
import { TextField } from '@kit/text-field';
import { TwoWayTable } from '@kit/two-way-table';
import { formatDollars } from '@lib/money';
import { formatWhole } from '@lib/number-format';
import { useState } from 'react';
import { Sample } from './sample';
import { SAMPLE_RESULT } from './sample-result';
import { SAMPLE_SCHOOLS, type SampleSchool } from './sample-schools';

const RATES: Record<string, number> = { all: 652_100, poverty: 143_500, both: 795_600 };
const LARGEST = Math.max(...SAMPLE_SCHOOLS.map((school) => Math.abs(school.changeCents ?? 0)));
const sumOf = (rows: readonly SampleSchool[], of: (school: SampleSchool) => number) => rows.reduce((sum, row) => sum + of(row), 0);

export function Tables() {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const rows = SAMPLE_SCHOOLS.filter((school) => school.name.toLowerCase().includes(search.toLowerCase()));
  return (
    <Card title="Tables" description="1,000 rows; header, first column and totals stay in view.">
      <div className="space-y-8">
        <Sample of="data-table">
          <div className="-mx-4 sm:-mx-6">
            <DataTable
              caption="Budgets by school, sample data"
              hideCaption
              rows={rows}
              rowId={(school) => school.id}
              initialSort={{ columnId: 'total', direction: 'descending' }}
              onOpenRow={(school) => setOpen(school.id)}
              selectedRowId={open}
              maxHeight="26rem"
              toolbar={<TextField label="Find a school" type="search" value={search} onChange={setSearch} className="w-full sm:w-72" />}
              columns={[
                { id: 'name', header: 'School', cell: (school) => school.name, sortValue: (school) => school.name, footer: 'All schools', width: 16 },
                { id: 'level', header: 'Level', cell: (school) => school.level, sortValue: (school) => school.level, hideBelow: 'md' },
                {
                  id: 'pupils',
                  header: 'Pupils',
                  align: 'end',
                  cell: (school) => formatWhole(school.pupils),
                  sortValue: (school) => school.pupils,
                  footer: formatWhole(sumOf(rows, (school) => school.pupils)),
                  hideBelow: 'sm',
                },
                {
                  id: 'total',
                  header: 'Budget',
                  align: 'end',
                  cell: (school) => formatDollars(school.totalCents),
                  sortValue: (school) => school.totalCents,
                  footer: formatDollars(sumOf(rows, (school) => school.totalCents)),
                },
                {
                  id: 'change',
                  header: 'Change',
                  align: 'end',
                  cell: (school) => <DiffValue value={school.changeCents} largest={LARGEST} />,
                  sortValue: (school) => school.changeCents,
                },
              ]}
            />
          </div>
        </Sample>
        <Sample of="data-table, with no rows">
          <div className="-mx-4 sm:-mx-6">
            <DataTable
              caption="Schools that lose"
              rows={SAMPLE_SCHOOLS.slice(0, 0)}
              rowId={(school) => school.id}
              empty="No school loses."
              columns={[
                { id: 'name', header: 'School', cell: (school) => school.name },
                { id: 'total', header: 'Budget', align: 'end', cell: (school) => formatDollars(school.totalCents) },
              ]}
            />
          </div>
        </Sample>
        <Sample of="two-way-table">
          <div className="-mx-4 sm:-mx-6">
            <TwoWayTable
              caption="Dollars for one pupil"
              showsCaption
              rowHeader="For whom"
              columns={[
                { id: 'elementary', label: 'Elementary' },
                { id: 'high', label: 'High', isMarked: true },
              ]}
              rows={[
                { id: 'all', label: 'Every pupil' },
                { id: 'poverty', label: 'Pupils in poverty' },
                { id: 'both', label: 'Together', isTotal: true },
              ]}
              cell={(row, level) => formatDollars((RATES[row] ?? 0) * (level === 'high' ? 1.1 : 1))}
            />
          </div>
        </Sample>
        <Sample of="reconciliation-table">
          <div className="-mx-4 sm:-mx-6">
            <ReconciliationTable result={SAMPLE_RESULT} />
          </div>
        </Sample>
      </div>
    </Card>
  );
}
