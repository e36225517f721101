import type { AllocationFigures } from '@lib/api-types';
import { formatCents } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { memo, type ReactNode, useId } from 'react';
import { DataTable } from './data-table';
import { Icon } from './icon';
import { useNarrow } from './use-narrow';
import { Why, type WhySubject } from './why';

type Source = AllocationFigures['sources'][number];
type Line = { figure: NonNullable<WhySubject['figure']>; header: string; value: (source: Source) => number };

const nameOf = (source: Source) => source.name || source.source_id;

/** With less room, in pixels, each source has its lines below its name. */
const TABLE_WIDTH = 1100;

/** Every source, from its amount to the cent: where it went, and that nothing is missing. */
export const ReconciliationTable = memo(function ReconciliationTable({ result }: { result: Pick<AllocationFigures, 'sources' | 'district'> }) {
  const { t } = useLingui();
  const captionId = useId();
  const [room, isNarrow] = useNarrow<HTMLDivElement>(TABLE_WIDTH);
  const lines: Line[] = [
    { figure: 'amount', header: t`Amount`, value: (source) => source.amount_cents },
    { figure: 'locked', header: t`Locked`, value: (source) => source.locked_cents },
    { figure: 'central_share', header: t`Central`, value: (source) => source.central_share_cents },
    { figure: 'school_grant', header: t`Grants`, value: (source) => source.school_grant_cents },
    { figure: 'formula', header: t`Formula`, value: (source) => source.formula_cents },
    { figure: 'top_up', header: t`Top-ups`, value: (source) => source.top_up_cents },
    { figure: 'reduction', header: t`Reductions`, value: (source) => source.reduction_cents },
    { figure: 'reserve', header: t`Reserve`, value: (source) => source.reserve_cents },
  ];
  const caption = t`Reconciliation in dollars and cents: amount = locked + central + grants + formula + top-ups − reductions + reserve`;
  const ofSource = ({ figure, header, value }: Line, source: Source) => (
    <Why subject={{ source_id: source.source_id, figure }} title={`${nameOf(source)}: ${header}`}>
      {formatCents(value(source))}
    </Why>
  );
  const ofAll = ({ figure, header, value }: Line) => (
    <Why subject={{ figure }} title={`${t`All sources`}: ${header}`}>
      {formatCents(result.sources.reduce((total, source) => total + value(source), 0))}
    </Why>
  );
  const total = <Named name={<Trans>All sources</Trans>} cents={result.district.difference_cents} />;
  return (
    <div ref={room} className="relative [&_table]:text-sm [&_td]:px-2 [&_th]:px-2">
      {isNarrow ? (
        <div role="group" aria-labelledby={captionId}>
          <p id={captionId} className="px-4 pb-3 text-sm text-muted sm:px-6">
            {caption}. <Trans>Lines of $0.00 are left out.</Trans>
          </p>
          <div className="grid items-start border-t border-line sm:grid-cols-2 sm:gap-x-6 sm:px-4">
            {result.sources.map((source) => (
              <Lines key={source.source_id} head={<Named name={nameOf(source)} cents={source.difference_cents} />} lines={lines.filter(({ value }) => value(source) !== 0)} cell={(line) => ofSource(line, source)} />
            ))}
            <Lines head={total} lines={lines.filter(({ value }) => result.sources.some((source) => value(source) !== 0))} cell={ofAll} />
          </div>
        </div>
      ) : (
        <DataTable
          caption={caption}
          rows={result.sources}
          rowId={(source) => source.source_id}
          maxHeight="28rem"
          columns={[
            {
              id: 'name',
              header: t`Source`,
              cell: (source) => <Named name={nameOf(source)} cents={source.difference_cents} />,
              sortValue: (source) => source.name,
              footer: total,
            },
            ...lines.map((line) => ({ id: line.figure, header: line.header, align: 'end' as const, cell: (source: Source) => ofSource(line, source), sortValue: line.figure === 'amount' ? line.value : undefined, footer: ofAll(line) })),
          ]}
        />
      )}
    </div>
  );
});

/** A source, or all of them, where there is no room for a column for each line. */
function Lines({ head, lines, cell }: { head: ReactNode; lines: readonly Line[]; cell: (line: Line) => ReactNode }) {
  return (
    <table className="w-full text-left">
      <caption className="bg-sunken px-2 py-2 text-left font-semibold sm:mt-3">{head}</caption>
      <tbody>
        {lines.map((line) => (
          <tr key={line.figure} className="border-t border-line">
            <th scope="row" className="py-1 font-medium">
              {line.header}
            </th>
            <td className="py-1 text-right tabular-nums">{cell(line)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Named({ name, cents }: { name: ReactNode; cents: number }) {
  return (
    <>
      <span className="block min-w-28">{name}</span>
      <Difference cents={cents} />
    </>
  );
}

function Difference({ cents }: { cents: number }) {
  return cents === 0 ? (
    <span className="inline-flex items-center gap-1 font-normal whitespace-nowrap text-positive">
      <Icon name="check" />
      <Trans>Adds up</Trans>
    </span>
  ) : (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-negative">
      <Icon name="error" />
      <Trans>{formatCents(cents)} missing</Trans>
    </span>
  );
}
