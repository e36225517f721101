import { Card } from '@kit/card';
import type { PublicAllocation } from '@lib/api-types';
import { formatDate } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';

/** When it was made final, why, and how anybody can tell that nothing changed since. */
export function PublicFingerprint({ page }: { page: PublicAllocation }) {
  const { t } = useLingui();
  const address = location.origin + location.pathname;
  return (
    <Card title={t`Final, and provably so`}>
      <p className="max-w-line">
        <Trans>Published on {formatDate(page.published_at)}: “{page.reason}”</Trans>
      </p>
      <p className="mt-2 max-w-line text-muted">
        <Trans>This fingerprint is made from every amount. If a single cent were changed, it would be another one. Compare it with the one in the board’s minutes, or ask the district to recompute it.</Trans>
      </p>
      <p className="mt-2 font-mono text-sm break-all">{page.result_hash}</p>
      <p className="mt-2 hidden break-words print:block">
        <Trans>This page stands at {address}</Trans>
      </p>
    </Card>
  );
}
