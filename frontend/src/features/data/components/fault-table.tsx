import { downloadText, toCsv } from '@charts/download';
import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { DataTable } from '@kit/data-table';
import { Select } from '@kit/select';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo, useState } from 'react';
import { type Fault, faultyColumns } from '../model/faults';

const ALL = ' all';

/** Every problem of the file with its place, why it is one, and what to do. */
export function FaultTable({ faults, fileName }: { faults: readonly Fault[]; fileName: string }) {
  const { t } = useLingui();
  const [column, setColumn] = useState(ALL);
  const columns = useMemo(() => faultyColumns(faults), [faults]);
  const wanted = columns.some((one) => one.column === column) ? column : ALL;
  const shown = wanted === ALL ? faults : faults.filter((fault) => fault.column === wanted);

  function downloadAll() {
    const rows = faults.map((fault) => [
      fault.severity,
      fault.row === null ? '' : String(fault.row),
      fault.column ?? '',
      fault.value ?? '',
      fault.message,
      fault.remedy ?? '',
    ]);
    downloadText(
      `${fileName.replace(/\.[^.]+$/, '')}-problems.csv`,
      toCsv({ headers: ['severity', 'row', 'column', 'value', 'message', 'remedy'], rows }),
      'text/csv',
    );
  }

  return (
    <DataTable
      caption={t`Problems in ${fileName}`}
      rows={shown}
      rowId={(fault) => fault.key}
      maxHeight="26rem"
      toolbar={
        <>
          <Select
            label={t`In column`}
            className="w-56 max-w-full"
            items={[
              { id: ALL, label: t`All columns (${faults.length})` },
              ...columns.map((one) => ({ id: one.column, label: `${one.column} (${one.count})` })),
            ]}
            selected={wanted}
            onSelect={setColumn}
          />
          <Button icon="download" onPress={downloadAll}>
            <Trans>Download all as CSV</Trans>
          </Button>
        </>
      }
      columns={[
        {
          id: 'row',
          header: t`Row`,
          cell: (fault) => (fault.row === null ? t`File` : fault.row),
          foldedCell: (fault) => (fault.row === null ? t`File` : t`Row ${fault.row}`),
          sortValue: (fault) => fault.row ?? 0,
          width: 5,
        },
        {
          id: 'severity',
          header: t`Kind`,
          width: 8,
          cell: (fault) =>
            fault.severity === 'error' ? (
              <Badge tone="negative">
                <Trans>Error</Trans>
              </Badge>
            ) : (
              <Badge tone="warning">
                <Trans>Warning</Trans>
              </Badge>
            ),
          sortValue: (fault) => fault.severity,
        },
        { id: 'column', header: t`Column`, cell: (fault) => fault.column ?? '', sortValue: (fault) => fault.column },
        {
          id: 'value',
          header: t`Value`,
          cell: (fault) =>
            fault.row === null && !fault.value ? (
              '–'
            ) : fault.value === null || fault.value === '' ? (
              <span className="text-muted">
                <Trans>empty</Trans>
              </span>
            ) : (
              <code className="break-all">{fault.value}</code>
            ),
        },
        {
          id: 'message',
          header: t`What is wrong, and what to do`,
          cell: (fault) => (
            <span className="block max-w-[44ch] py-1 sm:min-w-48">
              {fault.message} <span className="text-muted">{fault.remedy}</span>
            </span>
          ),
        },
      ]}
    />
  );
}
