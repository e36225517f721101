import { Select } from '@kit/select';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Report } from '../api/imports';
import { chooseField, IGNORE, type ImportMapping, layoutOf } from '../model/mapping';
import { Confidence } from './confidence';
import { type FieldWords, useFieldChoices } from './field-choices';

type ColumnTableProps = {
  report: Report;
  words: FieldWords;
  /** Headers that the person decided on. */
  chosen: ReadonlySet<string>;
  onChange: (mapping: ImportMapping, header: string) => void;
};

/** Each column of the file, what stands in it, and what it is taken for. */
export function ColumnTable({ report, words, chosen, onChange }: ColumnTableProps) {
  const { t } = useLingui();
  const choicesFor = useFieldChoices(report.mapping, words);
  const used = report.columns.filter((column) => column.field !== IGNORE).length;
  return (
    <>
      <p className="mb-3 max-w-line text-sm text-muted">
        {layoutOf(report.mapping) === 'wide' ? (
          <Trans>Read as a wide table: figures stand in columns of their own.</Trans>
        ) : (
          <Trans>Read as a long table: each row holds one figure or one thing.</Trans>
        )}{' '}
        <Trans>
          {used} of {report.columns.length} columns are used.
        </Trans>
      </p>
      <section aria-label={t`Columns of the file`} tabIndex={0} className="relative max-h-[32rem] overflow-auto rounded-md border border-line">
        <table className="w-full border-separate border-spacing-0 text-left text-sm">
          <thead>
            <tr>
              {[t`Column in the file`, t`First values`, t`Taken for`, t`How sure`].map((header) => (
                <th key={header} scope="col" className="sticky top-0 z-10 border-b border-edge bg-sunken px-3 py-2 font-semibold">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.columns.map((column) => (
              <tr key={column.header} className="align-top">
                <th scope="row" className="max-w-52 border-b border-line px-3 py-2.5 font-semibold break-words">
                  {column.header}
                </th>
                <td className="max-w-48 border-b border-line px-3 py-2.5 text-muted">
                  <span className="line-clamp-2 break-words">{column.sample.slice(0, 4).join(' · ')}</span>
                </td>
                <td className="min-w-56 border-b border-line px-3 py-2">
                  <Select
                    label={t`What is ${column.header}?`}
                    hideLabel
                    items={choicesFor(column.header, column.field)}
                    selected={column.field}
                    onSelect={(field) => onChange(chooseField(report.mapping, column.header, field), column.header)}
                  />
                </td>
                <td className="min-w-44 border-b border-line px-3 py-2.5">
                  <Confidence column={column} isChosen={chosen.has(column.header)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
