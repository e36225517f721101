import { Card } from '@kit/card';
import { ShortTable } from '@kit/short-table';
import type { PublicAllocation } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { useLingui } from '@lingui/react/macro';

/** Where the district's money comes from, and how much of each reaches the schools. */
export function MoneyGoes({ page }: { page: PublicAllocation }) {
  const { t } = useLingui();
  return (
    <Card title={t`Where the money comes from`} flush>
      <ShortTable
        caption={t`Sources in dollars`}
        rows={page.sources}
        rowId={(source) => source.source_id}
        columns={[
          { id: 'name', header: t`Source`, cell: (source) => source.name, sortValue: (source) => source.name, footer: t`All sources` },
          { id: 'kind', header: t`Kind`, hideBelow: 'md', cell: (source) => <span className="whitespace-nowrap">{source.restricted ? t`For a set purpose` : t`Free to share`}</span>, sortValue: (source) => (source.restricted ? 1 : 0) },
          { id: 'amount', header: t`Amount`, align: 'end', hideBelow: 'sm', cell: (source) => formatDollars(source.amount_cents), sortValue: (source) => source.amount_cents, footer: formatDollars(page.district.amount_cents) },
          { id: 'central', header: t`Held centrally`, align: 'end', hideBelow: 'md', cell: (source) => formatDollars(source.central_share_cents), sortValue: (source) => source.central_share_cents, footer: formatDollars(page.district.central_share_cents) },
          { id: 'schools', header: t`To schools`, align: 'end', cell: (source) => (source.to_schools_cents === null ? '*' : formatDollars(source.to_schools_cents)), sortValue: (source) => source.to_schools_cents, footer: formatDollars(page.district.to_schools_cents) },
        ]}
      />
    </Card>
  );
}
