import { Card } from '@kit/card';
import { PlainTextField } from '@kit/plain-text-field';
import { ShortTable } from '@kit/short-table';
import type { PublicAllocation } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { perPupilCents } from '../model/rates';
import { SchoolCard } from './school-card';

type School = PublicAllocation['schools'][number];

/** Every school with its budget; one opens to its own story. */
export function SchoolFinder({ page }: { page: PublicAllocation }) {
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const [openId, setOpenId] = useState<string | null>(null);
  const wanted = search.trim().toLowerCase();
  const rows = wanted === '' ? page.schools : page.schools.filter((school) => school.name.toLowerCase().includes(wanted));
  const open = page.schools.find((school) => school.school_id === openId);
  return (
    <div className="space-y-4">
      {open !== undefined && <SchoolCard page={page} school={open} onClose={() => setOpenId(null)} />}
      <Card
        title={
          <>
            <span className="print:hidden">{t`Find your school`}</span>
            <span className="hidden print:inline">{t`Every school`}</span>
          </>
        }
        description={<span data-print="hide">{t`Choose one to read more.`}</span>}
        flush
      >
        <ShortTable
          caption={t`Budget of each school`}
          printsInHalves
          rows={rows}
          rowId={(school) => school.school_id}
          initialSort={{ columnId: 'name', direction: 'ascending' }}
          selectedRowId={openId}
          onOpenRow={(school) => {
            setOpenId(school.school_id);
            requestAnimationFrame(() => document.getElementById('school-story')?.focus());
          }}
          toolbar={<PlainTextField label={t`Name of the school`} type="search" value={search} onChange={setSearch} className="w-64 max-w-full" />}
          columns={[
            { id: 'name', header: t`School`, cell: (school: School) => school.name, sortValue: (school) => school.name, footer: <Trans>{formatWhole(rows.length)} schools</Trans> },
            { id: 'pupils', header: t`Pupils`, align: 'end', hideBelow: 'sm', cell: (school) => (school.pupil_count === null ? '*' : formatWhole(Number(school.pupil_count))), sortValue: (school) => Number(school.pupil_count ?? 0) },
            { id: 'total', header: t`Budget`, align: 'end', cell: (school) => formatDollars(school.total_cents), sortValue: (school) => school.total_cents, footer: formatDollars(rows.reduce((sum, school) => sum + school.total_cents, 0)) },
            {
              id: 'each',
              header: t`For one pupil`,
              align: 'end',
              hideBelow: 'sm',
              cell: (school) => {
                const cents = perPupilCents(school.total_cents, school.pupil_count);
                return cents === null ? '*' : formatDollars(cents);
              },
              sortValue: (school) => perPupilCents(school.total_cents, school.pupil_count),
            },
          ]}
        />
      </Card>
    </div>
  );
}
