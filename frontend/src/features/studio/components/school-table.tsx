import { DataTable } from '@kit/data-table';
import type { AllocationFigures } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { memo, useMemo, useState } from 'react';
import { decilesByNeed } from '../model/deciles';
import { filterSchools, type SchoolFilter, type SchoolRow, schoolRows } from '../model/school-rows';
import type { Words } from './editing';
import { useSchoolColumns } from './school-columns';
import { SchoolFilters } from './school-filters';
import type { Watched } from './use-watched';

type SchoolTableProps = { words: Words; levels: readonly string[]; result: AllocationFigures; openSchoolId: string | null; onOpen: (row: SchoolRow) => void; watched: Watched };

/** Every school and what it would receive, as the numbers change. */
export const SchoolTable = memo(function SchoolTable({ words, levels, result, openSchoolId, onOpen, watched }: SchoolTableProps) {
  const { t } = useLingui();
  const [filter, setFilter] = useState<SchoolFilter>({ search: '', level: null, decile: null, group: 'all' });
  const rows = useMemo(() => schoolRows(result), [result]);
  // What is known of the schools stays the same list while weights move, so their deciles are not found anew.
  const { pupil_counts, need_shares_bp } = result;
  const deciles = useMemo(() => decilesByNeed({ pupil_counts, need_shares_bp }), [pupil_counts, need_shares_bp]);
  const shown = useMemo(() => filterSchools(rows, filter, deciles?.ofSchool), [rows, filter, deciles]);
  const columns = useSchoolColumns({ rows, shown, watched });
  return (
    <div className="[&_table]:text-sm [&_td]:px-1.5 [&_th]:px-1.5">
      <DataTable
        caption={t`What every school would receive, in dollars. Open a school to see why.`}
        rows={shown}
        rowId={(row) => row.schoolId}
        initialSort={{ columnId: 'name', direction: 'ascending' }}
        onOpenRow={onOpen}
        selectedRowId={openSchoolId}
        maxHeight="36rem"
        empty={<Trans>No school fits these filters.</Trans>}
        toolbar={<SchoolFilters words={words} levels={levels} deciles={deciles} filter={filter} onChange={setFilter} />}
        columns={columns}
      />
    </div>
  );
});
