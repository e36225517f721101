import { Badge } from '@kit/badge';
import { DiffValue } from '@kit/diff-value';
import { TwoWayTable } from '@kit/two-way-table';
import type { CountGroups } from '@lib/api-types';
import { useDistrictNames } from '@lib/district-names';
import { Trans, useLingui } from '@lingui/react/macro';
import { type GroupRow, groupRows } from '../model/count-groups';
import { Pupils } from './pupils';

const CHANGE = 'change';

/** The district by group: which count each pupil once, which may hold the same pupil, version beside version. */
export function GroupTable({ versions }: { versions: readonly CountGroups[] }) {
  const { t } = useLingui();
  const rows = new Map(groupRows(versions).map((row) => [row.group.need_category, row]));
  const columns = versions.map(({ import_id: id, version }) => ({ id, label: <Trans>Version {version}</Trans> }));
  return (
    <TwoWayTable
      caption={t`Pupils by group`}
      rowHeader={t`Group`}
      columns={versions.length > 1 ? [...columns, { id: CHANGE, label: <Trans>Change</Trans> }] : columns}
      rows={[...rows].map(([id, row]) => ({ id, label: <GroupName group={row.group} /> }))}
      cell={(need, column) =>
        column === CHANGE ? (
          <DiffValue value={rows.get(need)?.change ?? null} unit="pupils" />
        ) : (
          <Pupils count={rows.get(need)?.pupils[columns.findIndex(({ id }) => id === column)]} />
        )
      }
    />
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
