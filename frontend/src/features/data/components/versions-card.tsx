import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import { Dialog } from '@kit/dialog';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { formatDateTime, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ImportLine, importQuery } from '../api/imports';
import { faultsOf } from '../model/faults';
import { FaultTable } from './fault-table';
import { KINDS } from './kind-names';
import { ControlTotals, Preview } from './report-summary';

/** Every version that was stored for the year, with its report. */
export function VersionsCard({ imports }: { imports: readonly ImportLine[] }) {
  const { t, i18n } = useLingui();
  const [open, setOpen] = useState<ImportLine | null>(null);
  return (
    <Card title={t`Versions`} description={t`Everything that was stored for this year; open one to see its report.`} flush>
      <DataTable
        caption={t`Stored versions, newest first`}
        hideCaption
        rows={imports}
        rowId={(line) => line.import_id}
        initialSort={{ columnId: 'stored', direction: 'descending' }}
        onOpenRow={setOpen}
        maxHeight="24rem"
        empty={<Trans>Nothing is stored for this year yet. Drop a file above.</Trans>}
        columns={[
          { id: 'kind', header: t`Data`, cell: (line) => i18n._(KINDS[line.kind].name), sortValue: (line) => i18n._(KINDS[line.kind].name) },
          { id: 'version', header: t`Version`, align: 'end', cell: (line) => <VersionName line={line} />, sortValue: (line) => line.version },
          { id: 'rows', header: t`Rows`, align: 'end', cell: (line) => formatWhole(line.accepted_count), sortValue: (line) => line.accepted_count },
          { id: 'left_out', header: t`Left out`, align: 'end', hideBelow: 'md', cell: (line) => formatWhole(line.row_count - line.accepted_count), sortValue: (line) => line.row_count - line.accepted_count },
          { id: 'file', header: t`File`, hideBelow: 'md', cell: (line) => <span className="break-all">{line.file_name}</span>, sortValue: (line) => line.file_name },
          { id: 'stored', header: t`Stored`, cell: (line) => <span className="whitespace-nowrap">{formatDateTime(line.stored_at)}</span>, sortValue: (line) => line.stored_at },
          { id: 'by', header: t`By`, hideBelow: 'lg', cell: (line) => line.stored_by, sortValue: (line) => line.stored_by },
        ]}
      />
      <Dialog
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        size="wide"
        title={open !== null && (open.label === '' ? t`${i18n._(KINDS[open.kind].name)}, version ${open.version}` : t`${i18n._(KINDS[open.kind].name)}, version ${open.version}, ${open.label}`)}
      >
        {open !== null && <StoredReport line={open} />}
      </Dialog>
    </Card>
  );
}

function VersionName({ line }: { line: ImportLine }) {
  return (
    <>
      {line.version}
      {line.label !== '' && <span className="block break-words text-muted">{line.label}</span>}
    </>
  );
}

function StoredReport({ line }: { line: ImportLine }) {
  const stored = useQuery(importQuery(line.import_id));
  if (stored.isPending) return <Loading lines={6} />;
  if (stored.isError) return <ProblemPanel error={stored.error} onRetry={() => void stored.refetch()} />;
  const { report } = stored.data;
  const faults = faultsOf(report);
  return (
    <div className="space-y-6">
      <p className="break-all text-muted">
        <Trans>
          {line.file_name}, stored {formatDateTime(line.stored_at)} by {line.stored_by}
        </Trans>
      </p>
      <ControlTotals report={report} />
      {faults.length > 0 && <FaultTable faults={faults} fileName={line.file_name} />}
      <Preview report={report} />
    </div>
  );
}
