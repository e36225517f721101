import type { Explanation, ExplanationRow } from '@lib/api-types';
import { formatCents } from '@lib/money';
import { formatDecimal } from '@lib/number-format';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { cx } from './class-names';
import { Icon } from './icon';

export type ExplanationTreeProps = {
  explanation: Explanation;
  /** How many levels stand open at first. */
  openLevels?: number;
};

/** "Why this number": an amount, the arithmetic that made it, and the rows of the files it came from. */
export function ExplanationTree({ explanation, openLevels = 2 }: ExplanationTreeProps) {
  return (
    <div className="min-w-0">
      <Node node={explanation} level={0} openLevels={openLevels} />
    </div>
  );
}

function Node({ node, level, openLevels }: { node: Explanation; level: number; openLevels: number }) {
  const children = node.children ?? [];
  const rows = node.rows ?? [];
  const head = <NodeHead node={node} level={level} />;
  if (children.length === 0 && rows.length === 0) {
    return <div className="py-2 pl-7">{head}</div>;
  }
  return (
    <details open={level < openLevels && node.operation !== 'fact'} className="group/node">
      <summary className="flex cursor-pointer list-none items-start gap-2 rounded-md py-2 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <Icon name="chevron-right" className="mt-0.5 text-muted transition-transform [[open]>summary>&]:rotate-90" />
        <span className="min-w-0 grow">{head}</span>
      </summary>
      <div className="ml-2.5 border-l-2 border-line pl-2 sm:pl-3">
        {rows.length > 0 && <SourceRows rows={rows} />}
        {withKeys(children).map(([key, child]) => (
          <Node key={key} node={child} level={level + 1} openLevels={openLevels} />
        ))}
      </div>
    </details>
  );
}

/** Parts of one amount may share a label but never change place, so their place names them. */
const withKeys = (nodes: readonly Explanation[]) => nodes.map((node, place) => [`${place} ${node.label}`, node] as const);

function NodeHead({ node, level }: { node: Explanation; level: number }) {
  return (
    <span className="block">
      <span className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className={cx('min-w-0', level === 0 ? 'text-lg font-semibold' : 'font-medium')}>{node.label}</span>
        <span className={level === 0 ? 'text-lg font-semibold tabular-nums' : 'font-medium tabular-nums'}>
          <ValueText node={node} />
        </span>
      </span>
      {typeof node.formula === 'string' && node.formula !== '' && (
        <span className="block font-mono text-sm break-words text-muted">{node.formula}</span>
      )}
      {typeof node.source_note === 'string' && node.source_note !== '' && (
        <span className="block text-sm text-muted">{node.source_note}</span>
      )}
    </span>
  );
}

const UNITS: Readonly<Record<string, MessageDescriptor>> = {
  pupils: msg`pupils`,
  weighted_pupils: msg`weighted pupils`,
  dollars_per_pupil: msg`dollars per pupil`,
  percent: msg`%`,
  schools: msg`schools`,
  weight: msg`times`,
  index: msg`points`,
};
/** Units that say nothing a reader wants to see. */
const SILENT: ReadonlySet<string> = new Set(['number', 'pool', 'dollars', 'cents', '']);

function ValueText({ node }: { node: Explanation }) {
  const { i18n } = useLingui();
  if (typeof node.value_cents === 'number') return formatCents(node.value_cents);
  if (node.value === undefined || node.value === null) return null;
  const isNumber = node.value !== '' && Number.isFinite(Number(node.value));
  const text = isNumber ? formatDecimal(node.value) : String(node.value);
  if (SILENT.has(node.unit)) return text;
  const unit = UNITS[node.unit];
  return `${text} ${unit === undefined ? node.unit : i18n._(unit)}`;
}

function SourceRows({ rows }: { rows: readonly ExplanationRow[] }) {
  const { t } = useLingui();
  return (
    <section aria-label={t`Rows it was read from`} tabIndex={0} className="relative my-2 overflow-x-auto rounded-md border border-line sm:ml-5">
      <table className="w-full text-left text-sm">
        <thead className="bg-sunken">
          <tr>
            <th scope="col" className="px-3 py-1.5 font-semibold">
              <Trans>File and row</Trans>
            </th>
            <th scope="col" className="px-3 py-1.5 font-semibold max-sm:hidden">
              <Trans>Column</Trans>
            </th>
            <th scope="col" className="px-3 py-1.5 text-right font-semibold">
              <Trans>Value</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.file}|${row.row}|${row.column}|${row.version}`} className="border-t border-line">
              <td className="px-3 py-1.5">
                <span className="break-all">{row.file}</span>, <Trans>row {row.row}</Trans>
                {row.version !== null && (
                  <span className="text-muted">
                    {' '}
                    <Trans>(version {row.version})</Trans>
                  </span>
                )}
              </td>
              <td className="px-3 py-1.5 max-sm:hidden">{row.column ?? ''}</td>
              <td className="px-3 py-1.5 text-right tabular-nums">
                {typeof row.column === 'string' && <span className="block break-all text-muted sm:hidden">{row.column}</span>}
                {row.value ?? ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
