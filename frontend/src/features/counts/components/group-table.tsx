import { Badge } from '@kit/badge';
import { DiffValue } from '@kit/diff-value';
import type { CountGroups } from '@lib/api-types';
import { useDistrictNames } from '@lib/district-names';
import { Trans, useLingui } from '@lingui/react/macro';
import { type GroupRow, groupRows } from '../model/count-groups';
import { Pupils } from './pupils';

/** The district by group: which count each pupil once, which may hold the same pupil, version beside version. */
export function GroupTable({ versions }: { versions: readonly CountGroups[] }) {
  const { t } = useLingui();
  const rows = groupRows(versions);
  const hasChange = versions.length > 1;
  return (
    <div role="group" aria-label={t`Pupils by group`} tabIndex={0} className="relative overflow-x-auto border-t border-line">
      <table className="w-full text-left">
        <thead className="bg-sunken text-sm">
          <tr>
            <th scope="col" className="px-4 py-2 font-semibold sm:px-6">
              <Trans>Group</Trans>
            </th>
            {versions.map((version) => (
              <th key={version.import_id} scope="col" className="px-4 py-2 text-right font-semibold whitespace-nowrap">
                <Trans>Version {version.version}</Trans>
              </th>
            ))}
            {hasChange && (
              <th scope="col" className="px-4 py-2 text-right font-semibold sm:px-6">
                <Trans>Change</Trans>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.group.need_category} className="border-t border-line align-top">
              <th scope="row" className="px-4 py-3 font-medium sm:min-w-48 sm:px-6">
                <GroupName group={row.group} />
              </th>
              {row.pupils.map((count, at) => (
                <td key={versions[at]?.import_id} className="px-4 py-3 text-right tabular-nums">
                  <Pupils count={count} />
                </td>
              ))}
              {hasChange && (
                <td className="px-4 py-3 text-right sm:px-6">
                  <DiffValue value={row.change} unit="pupils" />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GroupName({ group }: Pick<GroupRow, 'group'>) {
  const { needName } = useDistrictNames();
  return (
    <>
      <span className="mr-2">{needName(group.need_category)}</span>
      {group.kind === 'overlapping' ? (
        <Badge>
          <Trans>overlapping</Trans>
        </Badge>
      ) : (
        <Badge tone="positive">
          <Trans>each pupil once</Trans>
        </Badge>
      )}
      {group.kind === 'union' && (
        <span className="block text-sm font-normal text-muted">
          <Trans>Whoever is in any of: {group.of.map(needName).join(', ')}</Trans>
        </span>
      )}
      {group.may_repeat && (
        <span className="block text-sm font-normal text-muted">
          <Trans>Here one pupil may count more than once.</Trans>
        </span>
      )}
    </>
  );
}
