import { formatDecimal } from '@lib/number-format';
import { Trans } from '@lingui/react/macro';

/** A number of pupils, or why there is none: so few are not shown, or nobody counted them. */
export function Pupils({ count }: { count: string | null | undefined }) {
  if (typeof count === 'string') return <span className={Number(count) === 0 ? 'text-muted' : undefined}>{formatDecimal(count)}</span>;
  return (
    <span className="text-muted">
      <span aria-hidden="true">{count === null ? '∗' : '–'}</span>
      <span className="sr-only">{count === null ? <Trans>not shown, so few</Trans> : <Trans>not counted</Trans>}</span>
    </span>
  );
}
