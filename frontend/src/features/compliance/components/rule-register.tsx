import { Badge } from '@kit/badge';
import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import type { RuleRegisterEntry } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';

const limits = (rule: RuleRegisterEntry) => [...rule.object_codes, ...rule.job_classes, ...rule.need_categories].join(', ');

/** Whose rule binds each source's money, and whether the district keeps it. */
export function RuleRegister({ rules }: { rules: readonly RuleRegisterEntry[] }) {
  const { t } = useLingui();
  const origins = { district: t`District`, state: t`State`, federal: t`Federal` };
  const statuses = { kept: t`Kept`, relaxed: t`Relaxed`, waived: t`Waived` };
  return (
    <Card title={t`Register of rules`} description={<Trans>From the flexibility of each source in the formula. Only its maker can waive a rule.</Trans>} flush>
      <DataTable
        caption={t`Revenue sources and the rules that bind them`}
        rows={rules}
        rowId={(rule) => rule.source_id}
        columns={[
          { id: 'name', header: t`Source`, cell: (rule) => rule.name, sortValue: (rule) => rule.name },
          { id: 'amount', header: t`Amount`, align: 'end', hideBelow: 'md', cell: (rule) => formatDollars(rule.amount_cents), sortValue: (rule) => rule.amount_cents },
          { id: 'restricted', header: t`Restricted`, hideBelow: 'lg', cell: (rule) => (rule.restricted ? t`Yes` : t`No`), sortValue: (rule) => Number(rule.restricted) },
          { id: 'origin', header: t`Whose rule`, cell: (rule) => (rule.origin === null ? '–' : origins[rule.origin]), sortValue: (rule) => rule.origin },
          { id: 'status', header: t`What we do`, hideBelow: 'sm', cell: (rule) => (rule.status === null ? '–' : <Badge tone={rule.status === 'kept' ? 'neutral' : 'warning'}>{statuses[rule.status]}</Badge>), sortValue: (rule) => rule.status },
          { id: 'limits', header: t`Only for`, hideBelow: 'xl', cell: (rule) => limits(rule) || '–', sortValue: limits },
          { id: 'problem', header: t`Open`, cell: (rule) => <span className="text-sm">{rule.problem ?? '–'}</span>, sortValue: (rule) => (rule.problem === null ? 1 : 0) },
        ]}
        initialSort={{ columnId: 'problem', direction: 'ascending' }}
      />
    </Card>
  );
}
