import { Card } from '@kit/card';
import { FileDrop } from '@kit/file-drop';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { ProgressBar } from '@kit/progress-bar';
import { Select } from '@kit/select';
import type { ImportKind, StoredImport } from '@lib/api-types';
import { districtSettingsQuery } from '@lib/district';
import { formatWhole } from '@lib/number-format';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dryRunQuery, headersQuery, type ImportDraft } from '../api/imports';
import { useKnownSources } from '../api/known-sources';
import { faultsOf } from '../model/faults';
import { guessKind } from '../model/guess-kind';
import type { ImportMapping } from '../model/mapping';
import { ColumnTable } from './column-table';
import { FaultTable } from './fault-table';
import { KIND_ORDER, KINDS } from './kind-names';
import { MappingPicker, SaveMapping } from './mapping-picker';
import { MoreSettings } from './more-settings';
import { ControlTotals, Preview } from './report-summary';
import { StorePanel } from './store-panel';

const ENDINGS = ['.csv', '.tsv', '.txt', '.xlsx'];
const LARGEST_BYTES = 50 * 1_048_576;

type Choice = { kind: ImportKind | null; mapping: ImportMapping | null; mappingName: string | null; chosen: ReadonlySet<string> };

const NO_CHOICE: Choice = { kind: null, mapping: null, mappingName: null, chosen: new Set() };

/** Drop a file, see what was understood and what is wrong, correct it, repeat, store. */
export function ImportWorkbench({ fiscalYear, onStored }: { fiscalYear: number; onStored: (stored: StoredImport) => void }) {
  const { t } = useLingui();
  const [file, setFile] = useState<File | null>(null);
  const [choice, setChoice] = useState<Choice>(NO_CHOICE);
  const isTooLarge = file !== null && file.size > LARGEST_BYTES;

  return (
    <Card title={t`Import a file`} description={t`Nothing is stored until you say so. First you see how the file is read and everything that is wrong in it.`}>
      <FileDrop
        label={file === null ? t`A CSV or Excel file` : t`The file being looked at`}
        endings={ENDINGS}
        fileName={file?.name ?? null}
        description={file === null ? t`As your district has it: wide or long, with its own column names. Up to 50 MB.` : undefined}
        onFile={(next) => {
          // A repaired file of the same name keeps what was decided about it.
          if (next.name !== file?.name) setChoice(NO_CHOICE);
          setFile(next);
        }}
      />
      {isTooLarge && (
        <div className="mt-4">
          <Notice tone="negative" title={t`This file is too large`} isAlert>
            <Trans>It is larger than 50 MB. Split it, or leave out columns that are not needed.</Trans>
          </Notice>
        </div>
      )}
      {file !== null && !isTooLarge && (
        <FileInHand
          key={`${file.name} ${file.size} ${file.lastModified}`}
          file={file}
          fiscalYear={fiscalYear}
          choice={choice}
          onChoice={setChoice}
          onStored={(stored) => {
            setFile(null);
            setChoice(NO_CHOICE);
            onStored(stored);
          }}
        />
      )}
    </Card>
  );
}

type FileInHandProps = {
  file: File;
  fiscalYear: number;
  choice: Choice;
  onChoice: (choice: Choice) => void;
  onStored: (stored: StoredImport) => void;
};

function FileInHand({ file, fiscalYear, choice, onChoice, onStored }: FileInHandProps) {
  const { t, i18n } = useLingui();
  const headers = useQuery({ ...headersQuery(file, fiscalYear), enabled: choice.kind === null });
  const kind = choice.kind ?? (headers.data === undefined ? null : guessKind(file.name, headers.data));
  if (headers.isError && choice.kind === null) {
    return (
      <div className="mt-4">
        <ProblemPanel error={headers.error} onRetry={() => void headers.refetch()} />
      </div>
    );
  }
  if (kind === null) return <Checking file={file} />;
  return (
    <div className="mt-6 space-y-6">
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t`What does it hold?`}
          description={choice.kind === null ? t`Guessed from its columns. Correct it if it is wrong.` : i18n._(KINDS[kind].what)}
          items={KIND_ORDER.map((id) => ({ id, label: i18n._(KINDS[id].name) }))}
          selected={kind}
          onSelect={(next) => onChoice({ ...NO_CHOICE, kind: next })}
        />
        <MappingPicker kind={kind} selected={choice.mappingName} onSelect={(mappingName) => onChoice({ ...NO_CHOICE, kind, mappingName })} />
      </div>
      <Checked
        draft={{ file, kind, fiscalYear, mapping: choice.mapping, mappingName: choice.mappingName }}
        chosen={choice.chosen}
        onMapping={(mapping, header) =>
          onChoice({ ...choice, kind, mapping, chosen: header === undefined ? choice.chosen : new Set([...choice.chosen, header]) })
        }
        onStored={onStored}
      />
    </div>
  );
}

function Checking({ file }: { file: File }) {
  const { t } = useLingui();
  const megabytes = formatWhole(Math.max(1, Math.round(file.size / 1_048_576)));
  return (
    <div role="status" className="mt-6">
      <ProgressBar label={t`Reading and checking ${file.name}`} note={file.size > 1_048_576 ? t`${megabytes} MB` : ''} />
    </div>
  );
}

type CheckedProps = {
  draft: ImportDraft;
  chosen: ReadonlySet<string>;
  onMapping: (mapping: ImportMapping, header?: string) => void;
  onStored: (stored: StoredImport) => void;
};

function Checked({ draft, chosen, onMapping, onStored }: CheckedProps) {
  const { t } = useLingui();
  const check = useQuery(dryRunQuery(draft));
  const settings = useQuery(districtSettingsQuery);
  const sources = useKnownSources(draft.fiscalYear);
  if (check.isPending) return <Checking file={draft.file} />;
  if (check.isError && check.data === undefined) return <ProblemPanel error={check.error} onRetry={() => void check.refetch()} />;
  const report = check.data;
  if (report === undefined || report.kind !== draft.kind) return <Checking file={draft.file} />;
  const faults = faultsOf(report);
  const warningCount = faults.length - report.errors.length;
  const isStale = check.isPlaceholderData;
  return (
    <div aria-busy={isStale} className="space-y-6">
      <div role="status">
        {isStale ? (
          <ProgressBar label={t`Checking again`} />
        ) : report.errors.length === 0 ? (
          <Notice tone="positive" title={<Plural value={report.accepted_count} one="# row can be stored" other="All # rows can be stored" />}>
            {warningCount > 0 && (
              <Plural value={warningCount} one="# warning: have a look, it may still be right." other="# warnings: have a look, they may still be right." />
            )}
          </Notice>
        ) : (
          <Notice tone="negative" title={<Plural value={report.errors.length} one="# error to correct" other="# errors to correct" />}>
            <Trans>Correct the match of columns, or repair the file and drop it here again.</Trans>
          </Notice>
        )}
      </div>
      {check.isError && <ProblemPanel error={check.error} />}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <section aria-labelledby="columns" className="min-w-0">
          <h3 id="columns" className="mb-1 text-lg font-semibold">
            <Trans>How the columns are read</Trans>
          </h3>
          <ColumnTable
            report={report}
            words={{ settings: settings.data, sources }}
            chosen={chosen}
            onChange={(mapping, header) => onMapping(mapping, header)}
          />
        </section>
        <ControlTotals report={report} />
      </div>
      {faults.length > 0 && (
        <Card level={3} title={t`Problems`} flush>
          <FaultTable faults={faults} fileName={draft.file.name} />
        </Card>
      )}
      <MoreSettings report={report} settings={settings.data} onChange={(mapping) => onMapping(mapping)} />
      <Preview report={report} />
      <div className="space-y-4 border-t border-line pt-6">
        {!isStale && !check.isError && <StorePanel key={JSON.stringify(report.mapping)} draft={draft} report={report} onStored={onStored} />}
        <SaveMapping mapping={report.mapping} />
      </div>
    </div>
  );
}

