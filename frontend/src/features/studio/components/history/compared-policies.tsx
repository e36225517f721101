import { DataTable } from '@kit/data-table';
import { DiffValue } from '@kit/diff-value';
import { Icon } from '@kit/icon';
import { Notice } from '@kit/notice';
import { formatDollars } from '@lib/money';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { PolicyChange, PolicyComparison } from '../../api/versions';

/** Two policies line by line, in words, and what the difference does to every school. */
export function ComparedPolicies({ comparison }: { comparison: PolicyComparison }) {
  const { t } = useLingui();
  const { changes, together, schools } = comparison;
  if (changes.length === 0) {
    return (
      <p className="text-muted">
        <Icon name="equal" /> <Trans>The two are the same in every decision.</Trans>
      </p>
    );
  }
  const rows = schools.map((school) => Object.assign({}, school, { change: school.after_cents - school.before_cents }));
  const largest = rows.reduce((most, row) => Math.max(most, Math.abs(row.change)), 0);
  return (
    <div className="space-y-6">
      {together !== null && (
        <p className="max-w-line">
          <Plural value={changes.length} one="# difference." other="# differences." />{' '}
          <Trans>
            Together: <Plural value={together.gaining} one="# school gains" other="# schools gain" /> {formatDollars(together.gained_cents)},{' '}
            <Plural value={together.losing} one="# loses" other="# lose" /> {formatDollars(together.lost_cents)}, {together.unchanged} stay the same.
          </Trans>
        </p>
      )}
      {comparison.refusal !== null && (
        <Notice tone="warning" title={t`What it does to schools cannot be said`}>
          {comparison.refusal}
        </Notice>
      )}
      <ol className="divide-y divide-line border-y border-line">
        {changes.map((change) => (
          <ChangeLine key={`${change.path} ${change.message_id} ${change.text}`} change={change} />
        ))}
      </ol>
      {rows.length > 0 && largest > 0 && (
        <DataTable
          caption={t`Every school by the two policies, in dollars, largest losses first`}
          rows={rows}
          rowId={(row) => row.school_id}
          initialSort={{ columnId: 'change', direction: 'ascending' }}
          maxHeight="32rem"
          columns={[
            { id: 'name', header: t`School`, cell: (row) => row.school_name, sortValue: (row) => row.school_name },
            { id: 'before', header: t`From`, align: 'end', hideBelow: 'sm', cell: (row) => formatDollars(row.before_cents), sortValue: (row) => row.before_cents },
            { id: 'after', header: t`To`, align: 'end', cell: (row) => formatDollars(row.after_cents), sortValue: (row) => row.after_cents },
            { id: 'change', header: t`Change`, align: 'end', cell: (row) => <DiffValue value={row.change} largest={largest} />, sortValue: (row) => row.change },
          ]}
        />
      )}
    </div>
  );
}

function ChangeLine({ change }: { change: PolicyChange }) {
  const { gaining, losing } = change;
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2">
      <span className="min-w-0 font-medium">{change.text}</span>
      {gaining !== null && losing !== null && (
        <span className="text-sm text-muted tabular-nums">
          {gaining === 0 && losing === 0 ? (
            <Trans>changes no school’s amount</Trans>
          ) : (
            <Trans>
              alone: <Plural value={gaining} one="# school gains" other="# schools gain" />, <Plural value={losing} one="# loses" other="# lose" />
            </Trans>
          )}
        </span>
      )}
    </li>
  );
}
