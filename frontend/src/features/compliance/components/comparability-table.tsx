import { Badge } from '@kit/badge';
import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import type { ComparedTitleOneSchool } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatDecimal } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';

type ComparabilityTableProps = { schools: readonly ComparedTitleOneSchool[]; hasStaff: boolean; by: 'money' | 'flag' };

const decimal = (text: string | null) => (text === null ? '–' : formatDecimal(text));
const dollars = (cents: number | null) => (cents === null ? '–' : formatDollars(cents));

/** Each Title I school beside the other schools of its grade span. */
export function ComparabilityTable({ schools, hasStaff, by }: ComparabilityTableProps) {
  const { t } = useLingui();
  if (schools.length === 0) return null;
  return (
    <Card
      title={t`Comparability, school by school`}
      description={
        hasStaff ? (
          <Trans>State- and locally paid staff and its cost for each pupil; federal staff and longevity pay as chosen below.</Trans>
        ) : (
          <Trans>Without staff data, what this scenario plans of state and local money for each pupil is compared.</Trans>
        )
      }
      flush
    >
      <DataTable
        caption={by === 'money' ? t`Schools that receive Title I money in this scenario` : t`Schools with the Title I flag`}
        rows={schools}
        rowId={(school) => school.school_id}
        columns={[
          { id: 'name', header: t`School`, cell: (school) => school.name, sortValue: (school) => school.name },
          { id: 'span', header: t`Grade span`, hideBelow: 'lg', cell: (school) => school.span, sortValue: (school) => school.span },
          ...(hasStaff
            ? [
                { id: 'ratio', header: t`Pupils per position`, align: 'end' as const, hideBelow: 'sm' as const, cell: (school: ComparedTitleOneSchool) => decimal(school.ratio), sortValue: (school: ComparedTitleOneSchool) => Number(school.ratio) },
                { id: 'mean', header: t`Other schools`, align: 'end' as const, hideBelow: 'sm' as const, cell: (school: ComparedTitleOneSchool) => decimal(school.mean_ratio), sortValue: (school: ComparedTitleOneSchool) => Number(school.mean_ratio) },
              ]
            : []),
          { id: 'dollars', header: t`Per pupil`, unit: '$', align: 'end', hideBelow: 'md', cell: (school) => dollars(school.per_pupil_cents), sortValue: (school) => school.per_pupil_cents },
          { id: 'mean_dollars', header: t`Others per pupil`, unit: '$', align: 'end', hideBelow: 'lg', cell: (school) => dollars(school.mean_per_pupil_cents), sortValue: (school) => school.mean_per_pupil_cents },
          { id: 'holds', header: t`Outcome`, cell: (school) => <Holds school={school} />, sortValue: (school) => (school.holds === null ? 1 : school.holds ? 2 : 0) },
        ]}
        initialSort={{ columnId: 'holds', direction: 'ascending' }}
      />
    </Card>
  );
}

function Holds({ school }: { school: ComparedTitleOneSchool }) {
  const { t } = useLingui();
  if (school.exempt === 'small') return <Badge>{t`Exempt: small`}</Badge>;
  if (school.exempt === 'single') return <Badge>{t`Exempt: alone in its span`}</Badge>;
  if (school.exempt === 'no_staff') return <Badge tone="warning">{t`No staff known`}</Badge>;
  return school.holds === false ? <Badge tone="negative">{t`Failed`}</Badge> : <Badge tone="positive">{t`Passed`}</Badge>;
}
