import { Card } from '@kit/card';
import { Checkbox } from '@kit/checkbox';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import type { CountGroups as Groups, CountVersion } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { countGroupsQuery } from '../api/count-groups';
import { calledOf } from './basis-names';
import { GroupTable } from './group-table';
import { OverlapWords } from './overlap-words';
import { SchoolCounts } from './school-counts';

/** More do not fit beside each other. */
const MOST = 4;

type CountGroupsProps = {
  /** Newest first. */
  versions: readonly CountVersion[];
  /** Whose policy says which groups are unions; without one, what is published for the year. */
  scenario: { id: string; version: number } | null;
  /** The version that is calculated from. */
  used: number;
};

/** Who is counted: the district by group, and every school by level, one or several versions side by side. */
export function CountGroups({ versions, scenario, used }: CountGroupsProps) {
  const { t, i18n } = useLingui();
  const [chosen, setChosen] = useState<readonly number[]>(() => {
    const other = versions.find((version) => version.version !== used)?.version;
    return other === undefined ? [used] : [other, used];
  });
  const [need, setNeed] = useState<string | null>('all');
  // From the oldest to the one calculated from, which all changes lead to.
  const shown = versions.filter((version) => chosen.includes(version.version)).toSorted((one, other) => Number(one.version === used) - Number(other.version === used) || one.version - other.version);
  const found = useQueries({ queries: shown.map((version) => countGroupsQuery(version.import_id, scenario, need ?? 'all')) });
  const failed = found.find((one) => one.isError);
  const loaded = found.flatMap((one): Groups[] => (one.data === undefined ? [] : [one.data]));
  const last = loaded.at(-1);
  const set = (version: number, isChosen: boolean) => setChosen(isChosen ? [...chosen, version] : chosen.filter((one) => one !== version));
  return (
    <>
      <Card
        title={t`Who is counted`}
        description={t`A pupil may be in several overlapping groups, so those must not be added up. All pupils, and groups that unite others, count each pupil once.`}
        flush
      >
        {versions.length > 1 && (
          <fieldset className="px-4 pb-3 sm:px-6" data-print="hide">
            <legend className="text-sm font-semibold">
              <Trans>Versions side by side</Trans>
            </legend>
            <div className="flex flex-wrap gap-x-6">
              {versions.map((version) => (
                <Checkbox
                  key={version.version}
                  label={version.label === '' ? <Trans>Version {version.version}</Trans> : <Trans>Version {version.version}, {calledOf(version, i18n)}</Trans>}
                  isSelected={chosen.includes(version.version)}
                  isDisabled={chosen.includes(version.version) ? chosen.length === 1 : chosen.length === MOST}
                  onChange={(isChosen) => set(version.version, isChosen)}
                />
              ))}
            </div>
          </fieldset>
        )}
        {failed !== undefined ? (
          <div className="p-6">
            <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />
          </div>
        ) : last === undefined || loaded.length < shown.length ? (
          <div className="p-6">
            <Loading lines={6} />
          </div>
        ) : (
          <>
            <GroupTable versions={loaded} />
            <OverlapWords version={last} />
          </>
        )}
      </Card>
      {failed === undefined && last !== undefined && loaded.length === shown.length && (
        <Card title={t`School by school`} flush>
          {last.small_hidden && (
            <div className="px-4 pb-4 sm:px-6">
              <Notice title={<Trans>Small groups are not shown</Trans>}>
                <Trans>
                  Where fewer than {last.fewest_shown} pupils could be told of, a ∗ stands instead, also where a subtraction would tell. A need level by level is shown for
                  the district only. The budget office sees every number.
                </Trans>
              </Notice>
            </div>
          )}
          <SchoolCounts version={last} before={loaded.length > 1 ? (loaded[0] ?? null) : null} need={need} onNeed={setNeed} />
        </Card>
      )}
    </>
  );
}
