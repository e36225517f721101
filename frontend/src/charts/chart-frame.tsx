import { Button } from '@kit/button';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useId, useRef, useState } from 'react';
import { downloadText, svgText, toCsv } from './download';

/** The rows are made when they are looked at: a chart is drawn again at every move of a slider. */
export type ChartTable = { headers: readonly string[]; rows: () => readonly (readonly (string | number)[])[] };

export type ChartFrameProps = {
  title: string;
  /** The one sentence the chart is there to say; from the data, not a description of the axes. */
  finding: ReactNode;
  /** The same data for reading and for the CSV file. */
  table: ChartTable;
  /** Shown small under the chart: method, data version. */
  note?: ReactNode;
  /** False where the chart is no vector picture to take away. */
  hasPicture?: boolean;
  children: ReactNode;
};

/** Around every chart: its finding in words, the data as a table, and both to take away. */
export function ChartFrame({ title, finding, table, note, hasPicture = true, children }: ChartFrameProps) {
  const { t } = useLingui();
  const titleId = useId();
  const picture = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const fileName = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');

  function downloadPicture() {
    const svg = picture.current?.querySelector('svg');
    if (svg) downloadText(`${fileName}.svg`, svgText(svg), 'image/svg+xml');
  }

  return (
    <figure aria-labelledby={titleId} className="min-w-0">
      <figcaption>
        <p id={titleId} className="text-sm font-semibold text-muted">
          {title}
        </p>
        <p className="mt-0.5 max-w-line font-medium">{finding}</p>
      </figcaption>
      <div ref={picture} className="mt-3">
        {asTable ? <DataAsTable table={table} label={title} /> : children}
      </div>
      {note !== undefined && <p className="mt-2 text-sm text-muted">{note}</p>}
      <div data-print="hide" className="mt-1 -ml-2.5 flex flex-wrap">
        <Button variant="quiet" size="small" icon="table" onPress={() => setAsTable(!asTable)}>
          {asTable ? t`Show as chart` : t`Show as table`}
        </Button>
        <Button variant="quiet" size="small" icon="download" onPress={() => downloadText(`${fileName}.csv`, toCsv({ headers: table.headers, rows: table.rows() }), 'text/csv')}>
          <Trans>CSV</Trans>
        </Button>
        {!asTable && hasPicture && (
          <Button variant="quiet" size="small" icon="download" onPress={downloadPicture}>
            <Trans>SVG</Trans>
          </Button>
        )}
      </div>
    </figure>
  );
}

function DataAsTable({ table, label }: { table: ChartTable; label: string }) {
  return (
    <section aria-label={label} tabIndex={0} className="relative max-h-96 overflow-auto rounded-md border border-line">
      <table className="w-full text-left text-sm">
        <thead className="sticky top-0 bg-sunken">
          <tr>
            {table.headers.map((header, column) => (
              <th key={header} scope="col" className={column === 0 ? 'px-3 py-2 font-semibold' : 'px-3 py-2 text-right font-semibold'}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows().map((row) => (
            <tr key={row.join('|')} className="border-t border-line">
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={table.headers[column]} scope="row" className="px-3 py-1.5 font-medium">
                    {cell}
                  </th>
                ) : (
                  <td key={table.headers[column]} className="px-3 py-1.5 text-right tabular-nums">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
