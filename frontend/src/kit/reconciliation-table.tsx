import { DataTable } from './data-table';
import { Icon } from './icon';
import type { AllocationFigures } from '@lib/api-types';
import { formatCents } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import { Why, type WhySubject } from './why';

type Source = AllocationFigures['sources'][number];
type Line = NonNullable<WhySubject['figure']>;

/** Every source, from its amount to the cent: where it went, and that nothing is missing. */
export const ReconciliationTable = memo(function ReconciliationTable({ result }: { result: Pick<AllocationFigures, 'sources' | 'district'> }) {
  const { t } = useLingui();
  const { district } = result;
  const sum = (value: (source: Source) => number) => formatCents(result.sources.reduce((total, source) => total + value(source), 0));
  const column = (figure: Line, header: string, value: (source: Source) => number) =>
    ({
      id: figure,
      header,
      align: 'end',
      cell: (source: Source) => (
        <Why subject={{ source_id: source.source_id, figure }} title={`${source.name || source.source_id}: ${header}`}>
          {formatCents(value(source))}
        </Why>
      ),
      sortValue: value,
      footer: (
        <Why subject={{ figure }} title={`${t`All sources`}: ${header}`}>
          {sum(value)}
        </Why>
      ),
    }) as const;
  return (
    <div className="[&_table]:text-sm">
      <DataTable
      caption={t`Reconciliation in dollars and cents: amount = locked + central + grants + formula + top-ups − reductions + reserve`}
      rows={result.sources}
      rowId={(source) => source.source_id}
      maxHeight="28rem"
      columns={[
        { id: 'name', header: t`Source`, cell: (source) => <span className="block min-w-36">{source.name || source.source_id}</span>, sortValue: (source) => source.name, footer: <Trans>All sources</Trans> },
        { id: 'difference', header: t`Difference`, align: 'end', cell: (source) => <Difference cents={source.difference_cents} />, footer: <Difference cents={district.difference_cents} /> },
        column('amount', t`Amount`, (source) => source.amount_cents),
        column('locked', t`Locked`, (source) => source.locked_cents),
        column('central_share', t`Central`, (source) => source.central_share_cents),
        column('school_grant', t`Grants`, (source) => source.school_grant_cents),
        column('formula', t`Formula`, (source) => source.formula_cents),
        column('top_up', t`Top-ups`, (source) => source.top_up_cents),
        column('reduction', t`Reductions`, (source) => source.reduction_cents),
        column('reserve', t`Reserve`, (source) => source.reserve_cents),
      ]}
      />
    </div>
  );
});

function Difference({ cents }: { cents: number }) {
  return cents === 0 ? (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-positive">
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
