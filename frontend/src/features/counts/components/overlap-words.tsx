import type { CountGroups } from '@lib/api-types';
import { useDistrictNames } from '@lib/district-names';
import { formatDecimal } from '@lib/number-format';
import { Trans } from '@lingui/react/macro';
import { countedAgain } from '../model/count-groups';

/** What the groups added up amount to, and how many pupils that counts again. */
export function OverlapWords({ version }: { version: CountGroups }) {
  const { needName } = useDistrictNames();
  const unions = version.groups.filter((group) => group.kind === 'union');
  const every = countedAgain(version.district.overlaps.find((overlap) => overlap.need_category === null));
  return (
    <ul className="max-w-line space-y-2 px-4 py-4 sm:px-6">
      {unions.map((union) => {
        const found = countedAgain(version.district.overlaps.find((overlap) => overlap.need_category === union.need_category));
        if (found === null) return null;
        const parts = union.of.map(needName).join(' + ');
        return (
          <li key={union.need_category}>
            <Trans>
              {parts}: added up {formatDecimal(found.groupsSum)}. Counted once they are {formatDecimal(found.atLeast)} pupils, so the sum counts{' '}
              <strong>{formatDecimal(found.again.least)}</strong> again.
            </Trans>
          </li>
        );
      })}
      {every !== null && (
        <li>
          <Trans>
            All overlapping groups added up are {formatDecimal(every.groupsSum)}. The pupils in any of them are between {formatDecimal(every.atLeast)} and{' '}
            {formatDecimal(every.atMost)}, so the sum counts at least <strong>{formatDecimal(every.again.least)}</strong> again, and at most{' '}
            {formatDecimal(every.again.most)}.
          </Trans>
        </li>
      )}
      {unions.length === 0 && (
        <li className="text-sm text-muted">
          <Trans>To know it to the pupil, import an unduplicated count as a group of its own and say in the policy which groups it unites.</Trans>
        </li>
      )}
    </ul>
  );
}
