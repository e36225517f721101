import { Select } from '@kit/select';
import { useNarrow } from '@kit/use-narrow';
import type { ImportColumn } from '@lib/api-types';
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

/** With less room, in pixels, each column of the file is a card of its own. */
const TABLE_WIDTH = 640;

/** Each column of the file, what stands in it, and what it is taken for. */
export function ColumnTable({ report, words, chosen, onChange }: ColumnTableProps) {
  const { t } = useLingui();
  const choicesFor = useFieldChoices(report.mapping, words);
  const [room, isNarrow] = useNarrow<HTMLElement>(TABLE_WIDTH);
  const used = report.columns.filter((column) => column.field !== IGNORE).length;
  const fieldOf = ({ header, field: taken }: ImportColumn) => (
    <Select
      label={t`What is ${header}?`}
      hideLabel
      items={choicesFor(header, taken)}
      selected={taken}
      onSelect={(field) => onChange(chooseField(report.mapping, header, field), header)}
    />
  );
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
      <section ref={room} aria-label={t`Columns of the file`} tabIndex={0} className="relative max-h-[32rem] overflow-auto rounded-md border border-line">
        {isNarrow ? (
          <ul className="divide-y divide-line">
            {report.columns.map((column) => (
              <li key={column.header} className="space-y-2 p-4 text-sm">
                <p className="font-semibold break-words">{column.header}</p>
                <Sample column={column} />
                {fieldOf(column)}
                <Confidence column={column} isChosen={chosen.has(column.header)} />
              </li>
            ))}
          </ul>
        ) : (
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
                  <td className="max-w-48 border-b border-line px-3 py-2.5">
                    <Sample column={column} />
                  </td>
                  <td className="min-w-56 border-b border-line px-3 py-2">{fieldOf(column)}</td>
                  <td className="min-w-44 border-b border-line px-3 py-2.5">
                    <Confidence column={column} isChosen={chosen.has(column.header)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}

function Sample({ column }: { column: ImportColumn }) {
  return <span className="line-clamp-2 break-words text-muted">{column.sample.slice(0, 4).join(' · ')}</span>;
}
