import { Badge } from '@kit/badge';
import { Card } from '@kit/card';
import type { ImportKind } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDateTime, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ImportLine } from '../api/imports';
import { KIND_ORDER, KINDS } from './kind-names';

/** What the year has and what it still needs before money can be allocated. */
export function YearData({ imports, fiscalYear }: { imports: readonly ImportLine[]; fiscalYear: number }) {
  const { t, i18n } = useLingui();
  const newest = new Map<ImportKind, ImportLine>();
  for (const line of imports) if ((newest.get(line.kind)?.version ?? 0) < line.version) newest.set(line.kind, line);
  const missing = KIND_ORDER.filter((kind) => KINDS[kind].isNeeded && !newest.has(kind));
  return (
    <Card
      title={t`What ${fiscalYearName(fiscalYear)} has`}
      description={
        missing.length === 0
          ? t`Everything the studio needs is here. What is imported again becomes a new version.`
          : t`Still needed before the studio can calculate: ${missing.map((kind) => i18n._(KINDS[kind].name)).join(', ')}.`
      }
    >
      <ul className="grid gap-x-8 sm:grid-cols-2 lg:grid-cols-3">
        {KIND_ORDER.map((kind) => {
          const line = newest.get(kind);
          return (
            <li key={kind} className="flex items-start justify-between gap-3 border-t border-line py-3">
              <span className="min-w-0">
                <span className="block font-semibold">{i18n._(KINDS[kind].name)}</span>
                <span className="block text-sm text-muted">
                  {line === undefined ? (
                    i18n._(KINDS[kind].what)
                  ) : (
                    <>
                      {line.label === '' ? (
                        <Trans>
                          {formatWhole(line.accepted_count)} rows, version {line.version}
                        </Trans>
                      ) : (
                        <Trans>
                          {formatWhole(line.accepted_count)} rows, version {line.version} ({line.label})
                        </Trans>
                      )}
                      <span className="block">{formatDateTime(line.stored_at)}</span>
                    </>
                  )}
                </span>
              </span>
              {line !== undefined ? (
                <Badge tone="positive">
                  <Trans>Here</Trans>
                </Badge>
              ) : KINDS[kind].isNeeded ? (
                <Badge tone="warning">
                  <Trans>Needed</Trans>
                </Badge>
              ) : (
                <Badge>
                  <Trans>Optional</Trans>
                </Badge>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
