import { downloadText, toCsv } from '@charts/download';
import { Button } from '@kit/button';
import { FileDrop } from '@kit/file-drop';
import { Notice } from '@kit/notice';
import { ProblemItems } from '@kit/problem-panel';
import { TextField } from '@kit/text-field';
import type { ProblemItem } from '@lib/problem';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ExpectedPupils, Place } from '../model/expected-pupils';
import { type ReadExpected, type ReadFault, readExpected } from '../model/read-expected';

type ExpectedPupilsImportProps = { places: readonly Place[]; fiscalYear: number; years: number; onTake: (expected: readonly ExpectedPupils[]) => void };

/** A forecast from a spreadsheet: a file, or rows pasted as they are. Nothing is taken while anything is wrong. */
export function ExpectedPupilsImport({ places, fiscalYear, years, onTake }: ExpectedPupilsImportProps) {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [fileName, setFileName] = useState<string | null>(null);
  const [read, setRead] = useState<ReadExpected | null>(null);
  const itemOf = useFaultWords(fiscalYear, years);
  function take(given: string, name: string | null) {
    const found = readExpected(given, places, fiscalYear, years);
    setRead(found);
    setFileName(name);
    if (found.faults.length === 0) {
      setText('');
      onTake(found.expected);
    }
  }
  const template = () =>
    toCsv({
      headers: ['school_id', 'school', 'level', ...Array.from({ length: years - 1 }, (_, index) => String(fiscalYear + index + 1))],
      rows: places.map((place) => [place.schoolId, place.name, place.level, ...Array.from({ length: years - 1 }, () => '')]),
    });
  return (
    <details className="rounded-lg border border-line">
      <summary className="cursor-pointer px-4 py-3 font-semibold">
        <Trans>From a spreadsheet</Trans>
      </summary>
      <div className="space-y-4 border-t border-line p-4">
        <p className="max-w-line text-sm text-muted">
          <Trans>A row per school with a column per year, or a row per school and year. Columns: school_id, level (where a school has several), and years such as 2028, or fiscal_year and pupils.</Trans>
        </p>
        <Button size="small" icon="download" onPress={() => downloadText('expected-pupils.csv', template(), 'text/csv')}>
          <Trans>An empty table with every school</Trans>
        </Button>
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <FileDrop label={t`A CSV file`} endings={['.csv', '.tsv', '.txt']} fileName={fileName} onFile={async (file) => take(await file.text(), file.name)} />
          <div>
            <TextField label={t`Or paste rows, the header first`} lines={5} value={text} onChange={setText} />
            <Button className="mt-2" size="small" isDisabled={text.trim() === ''} onPress={() => take(text, null)}>
              <Trans>Take these rows</Trans>
            </Button>
          </div>
        </div>
        {read !== null &&
          (read.faults.length === 0 ? (
            <Notice tone="positive" title={<Plural value={read.expected.length} one="# figure was taken." other="# figures were taken." />} />
          ) : (
            <Notice isAlert tone="negative" title={t`Nothing was taken yet`}>
              <p>
                <Trans>Correct what is listed in the spreadsheet and choose it again.</Trans>
              </p>
              <ProblemItems items={read.faults.map(itemOf)} />
            </Notice>
          ))}
      </div>
    </details>
  );
}

/** What is wrong, and what to do, in the words of whoever filled in the spreadsheet. */
function useFaultWords(fiscalYear: number, years: number): (fault: ReadFault) => ProblemItem {
  const { t } = useLingui();
  const first = fiscalYear + 1;
  const last = fiscalYear + years - 1;
  const ahead = t`Use the years shown, ${first} to ${last}, or show more years.`;
  const words: Record<ReadFault['code'], { message: string; remedy: string }> = {
    no_school_column: { message: t`No column is called school_id.`, remedy: t`Put the names of the columns into the first row.` },
    no_pupils_column: { message: t`No column holds pupils.`, remedy: t`Name columns after years, such as ${first}, or use fiscal_year and pupils.` },
    no_rows: { message: t`There are no rows under the header.`, remedy: t`Add a row for each school.` },
    unknown_school: { message: t`No school of the year has this id.`, remedy: t`Correct the id, or leave the row out.` },
    level_needed: { message: t`The school has several levels.`, remedy: t`Say in the column level which one is meant.` },
    unknown_level: { message: t`The school has no such level.`, remedy: t`Use the level’s id, as in the empty table.` },
    not_a_year_ahead: { message: t`This is no year ahead.`, remedy: ahead },
    header_year: { message: t`This column is no year ahead.`, remedy: ahead },
    not_a_count: { message: t`This is no number of pupils.`, remedy: t`Use a number of at least 0 with at most two decimals.` },
    twice: { message: t`This school and year stand here twice.`, remedy: t`Keep one of them.` },
  };
  return (fault) => ({ ...fault, ...words[fault.code] });
}
