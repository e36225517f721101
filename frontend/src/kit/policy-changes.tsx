import type { PolicyChange } from '@lib/api-types';
import { Plural, Trans } from '@lingui/react/macro';

/** The settings in which two policies differ, one sentence each, with the schools that gain and lose by it alone. */
export function PolicyChanges({ changes }: { changes: readonly PolicyChange[] }) {
  if (changes.length === 0) {
    return (
      <p className="text-muted">
        <Trans>The settings are the same; only the data differ, if anything does.</Trans>
      </p>
    );
  }
  return (
    <ul className="space-y-2">
      {changes.map((change) => (
        <li key={change.path} className="border-l-2 border-line pl-3">
          <p className="break-words">{change.text}</p>
          {change.gaining !== null && change.losing !== null && (change.gaining > 0 || change.losing > 0) && (
            <p className="text-sm text-muted">
              <Plural value={change.gaining} one="# school gains" other="# schools gain" />, <Plural value={change.losing} one="# loses" other="# lose" />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
