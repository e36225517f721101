import type { ProblemItem } from '@lib/problem';
import { Trans, useLingui } from '@lingui/react/macro';
import { useNarrow } from './use-narrow';

/** A file may have the same fault twice in a place. */
export const keyOf = (item: ProblemItem, index: number) =>
  `${item.pointer ?? ''}|${item.file ?? ''}|${item.row ?? ''}|${item.column ?? ''}|${item.code}|${index}`;

/** With less room, in pixels, each problem stands below its place. */
const TABLE_WIDTH = 420;

/** What is wrong in the rows of a file, each at its place. */
export function ProblemRows({ items }: { items: readonly ProblemItem[] }) {
  const { t } = useLingui();
  const [room, isNarrow] = useNarrow<HTMLElement>(TABLE_WIDTH);
  return (
    <section ref={room} aria-label={t`Problems by row`} tabIndex={0} className="relative max-h-96 overflow-auto rounded-md border border-line">
      {isNarrow ? (
        <ul className="divide-y divide-line text-ink">
          {items.map((item, index) => (
            <li key={keyOf(item, index)} className="space-y-1 px-3 py-2">
              <Where item={item} />
              <Given item={item} />
              <Said item={item} />
            </li>
          ))}
        </ul>
      ) : (
        <table className="w-full border-collapse text-left text-ink">
          <thead className="sticky top-0 bg-sunken">
            <tr>
              <th scope="col" className="px-3 py-2 font-semibold">
                <Trans>Where</Trans>
              </th>
              <th scope="col" className="px-3 py-2 font-semibold">
                <Trans>Value</Trans>
              </th>
              <th scope="col" className="min-w-48 px-3 py-2 font-semibold">
                <Trans>Problem and remedy</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item, index) => (
              <tr key={keyOf(item, index)} className="border-t border-line align-top">
                <th scope="row" className="px-3 py-2 font-normal">
                  <Where item={item} />
                </th>
                <td className="max-w-40 px-3 py-2">
                  <Given item={item} />
                </td>
                <td className="px-3 py-2">
                  <Said item={item} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Where({ item }: { item: ProblemItem }) {
  return (
    <>
      {typeof item.row === 'number' && (
        <span className="block font-semibold whitespace-nowrap">
          <Trans>Row {item.row}</Trans>
        </span>
      )}
      {typeof item.column === 'string' && <span className="block">{item.column}</span>}
      {typeof item.file === 'string' && <span className="block break-all text-muted">{item.file}</span>}
    </>
  );
}

function Given({ item }: { item: ProblemItem }) {
  return typeof item.value === 'string' && item.value !== '' ? (
    <code className="break-words">{item.value}</code>
  ) : (
    <span className="text-muted">
      <Trans>empty</Trans>
    </span>
  );
}

function Said({ item }: { item: ProblemItem }) {
  return (
    <p>
      {item.message}
      {typeof item.remedy === 'string' && <span className="block text-muted">{item.remedy}</span>}
    </p>
  );
}
