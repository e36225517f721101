import { Badge } from '@kit/badge';
import type { ImportColumn } from '@lib/api-types';
import { formatBp } from '@lib/number-format';
import { Trans } from '@lingui/react/macro';

/** How sure the match is, in a word first. */
export function Confidence({ column, isChosen }: { column: ImportColumn; isChosen: boolean }) {
  if (isChosen) {
    return (
      <Badge tone="accent" icon="user">
        <Trans>Your choice</Trans>
      </Badge>
    );
  }
  const isSure = column.confidence_bp >= 8_000;
  return (
    <span className="block">
      {column.field === 'ignore' ? (
        <Badge>
          <Trans>Not used</Trans>
        </Badge>
      ) : (
        <Badge tone={isSure ? 'positive' : 'warning'}>
          {isSure ? <Trans>Sure, {formatBp(column.confidence_bp)}</Trans> : <Trans>Please check, {formatBp(column.confidence_bp)}</Trans>}
        </Badge>
      )}
      {column.reason !== '' && <span className="mt-1 block text-sm text-muted">{column.reason}</span>}
    </span>
  );
}
