import { DataTable } from '@kit/data-table';
import { DiffValue } from '@kit/diff-value';
import { Notice } from '@kit/notice';
import { formatDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { memo, useMemo } from 'react';
import type { PricedServices } from '../../api/central-services';

type SchoolEffectsProps = { priced: PricedServices; onOpen: (schoolIndex: number) => void };

/** What each school receives for services, pays for them, and has left. */
export const SchoolEffects = memo(function SchoolEffects({ priced, onOpen }: SchoolEffectsProps) {
  const { t } = useLingui();
  const { received_cents: received, charges_cents: charges } = priced;
  const rows = useMemo(
    () =>
      priced.school_ids.map((schoolId, index) => {
        const [given, paid] = [received?.[index] ?? null, charges[index] ?? 0];
        return { schoolId, index, name: priced.school_names[index] ?? schoolId, given, paid, total: priced.totals_cents[index] ?? 0, left: given === null ? null : given - paid };
      }),
    [priced, received, charges],
  );
  const largest = rows.reduce((most, row) => Math.max(most, Math.abs(row.left ?? 0)), 0);
  const sum = (value: (row: (typeof rows)[number]) => number | null) => rows.reduce((total, row) => total + (value(row) ?? 0), 0);
  return (
    <>
      {received === null && (
        <div className="px-4 pb-4 sm:px-6">
          <Notice tone="warning" title={t`The money would not suffice to keep every service central`}>
            <Trans>So there is nothing to compare with; what schools pay is still right.</Trans>
          </Notice>
        </div>
      )}
      <DataTable
        caption={t`Services in each school’s budget, in dollars`}
        rows={rows}
        rowId={(row) => row.schoolId}
        initialSort={{ columnId: 'left', direction: 'ascending' }}
        onOpenRow={(row) => onOpen(row.index)}
        maxHeight="32rem"
        columns={[
          { id: 'name', header: t`School`, cell: (row) => row.name, sortValue: (row) => row.name, footer: <Trans>{rows.length} schools</Trans> },
          { id: 'total', header: t`Budget`, align: 'end', hideBelow: 'sm', cell: (row) => formatDollars(row.total), sortValue: (row) => row.total, footer: formatDollars(sum((row) => row.total)) },
          {
            id: 'given',
            header: t`Received for services`,
            align: 'end',
            cell: (row) => (row.given === null ? '–' : formatDollars(row.given)),
            sortValue: (row) => row.given,
            footer: received === null ? '–' : formatDollars(sum((row) => row.given)),
          },
          { id: 'paid', header: t`Pays for services`, align: 'end', cell: (row) => formatDollars(row.paid), sortValue: (row) => row.paid, footer: formatDollars(sum((row) => row.paid)) },
          {
            id: 'left',
            header: t`Left`,
            align: 'end',
            cell: (row) => <DiffValue value={row.left} largest={largest} />,
            sortValue: (row) => row.left,
            footer: received === null ? '–' : <DiffValue value={sum((row) => row.left)} />,
          },
        ]}
      />
    </>
  );
});
