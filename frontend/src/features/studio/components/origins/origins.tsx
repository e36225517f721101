import { Badge } from '@kit/badge';
import { Card } from '@kit/card';
import { Select } from '@kit/select';
import { StatTile } from '@kit/stat-tile';
import type { PolicySource } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { sourceName } from '../editing';
import type { WorkbenchBodyProps } from '../workbench';
import { FlexibilityFields } from './flexibility-fields';
import { ORIGIN_WORDS, ORIGINS, STATUS_WORDS } from './origin-words';
import { CONTROL_WORDS, DISTRIBUTION_WORDS } from '../policy-words';

const ALL = 'all';
const UNSAID = 'unsaid';

const originOf = (source: PolicySource) => source.flexibility?.origin ?? null;
const isEased = (source: PolicySource) => source.flexibility?.status === 'relaxed' || source.flexibility?.status === 'waived';

/** The register of limits on money: district, state or federal; kept, relaxed or waived. */
export function Origins({ draft, editing }: WorkbenchBodyProps) {
  const { t, i18n } = useLingui();
  const [shown, setShown] = useState<string>(ALL);
  const { sources } = draft.policy;
  const amountOf = (source: PolicySource) => editing.sources.get(source.source_id)?.amount_cents ?? 0;
  const sum = (fits: (source: PolicySource) => boolean) => sources.reduce((total, source) => (fits(source) ? total + amountOf(source) : total), 0);
  const unsaid = sources.filter((source) => originOf(source) === null).length;
  const listed = sources.filter((source) => shown === ALL || (originOf(source) ?? UNSAID) === shown);
  return (
    <div className="space-y-6">
      <p className="max-w-line text-muted">
        <Trans>
          Every limit on money was made by somebody. Say for each source whose rule it is and whether it is kept: the district’s own rules can be relaxed here, the state’s and the
          federal ones only where a waiver was granted.
        </Trans>
      </p>
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        {ORIGINS.map((origin) => (
          <StatTile
            key={origin}
            label={i18n._(ORIGIN_WORDS[origin].tile)}
            value={formatDollars(sum((source) => originOf(source) === origin))}
            note={t`${formatDollars(sum((source) => originOf(source) === origin && isEased(source)))} of it relaxed or waived`}
          />
        ))}
        <StatTile label={t`Not said yet`} value={formatWhole(unsaid)} note={t`of ${sources.length} sources`} />
      </div>
      <Card
        title={t`Register`}
        description={t`What schools may spend the money on, and whose rule that is.`}
        actions={
          <Select
            label={t`Show`}
            className="w-52"
            items={[
              { id: ALL, label: t`All sources` },
              ...ORIGINS.map((origin) => ({ id: origin, label: i18n._(ORIGIN_WORDS[origin].name) })),
              { id: UNSAID, label: t`Not said yet` },
            ]}
            selected={shown}
            onSelect={setShown}
          />
        }
      >
        {listed.length === 0 ? (
          <p className="text-muted">
            <Trans>No source has this origin.</Trans>
          </p>
        ) : (
          <ul className="divide-y divide-line">
            {listed.map((source) => (
              <li key={source.source_id} className="grid gap-x-6 gap-y-3 py-5 first:pt-0 last:pb-0 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
                <div className="min-w-0">
                  <h3 className="font-semibold">{sourceName(editing, source.source_id)}</h3>
                  <p className="text-sm text-muted tabular-nums">
                    {formatDollars(amountOf(source))} · {i18n._(DISTRIBUTION_WORDS[source.distribution].name)} · {i18n._(CONTROL_WORDS[source.control].name)}
                  </p>
                  {source.flexibility?.status && (
                    <p className="mt-2">
                      <Badge tone={source.flexibility.status === 'kept' ? 'neutral' : 'positive'} icon={source.flexibility.status === 'kept' ? 'lock' : 'check'}>
                        {i18n._(STATUS_WORDS[source.flexibility.status].name)}
                      </Badge>
                    </p>
                  )}
                </div>
                <FlexibilityFields editing={editing} source={source} />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
