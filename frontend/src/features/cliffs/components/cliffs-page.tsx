import { Card } from '@kit/card';
import { MoneyInput } from '@kit/money-input';
import { Notice } from '@kit/notice';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import { Loading } from '@kit/skeleton';
import { StatTile } from '@kit/stat-tile';
import { districtSettingsQuery } from '@lib/district';
import { formatDollars } from '@lib/money';
import { formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cliffsQuery } from '../api/cliffs';
import { CliffTable } from './cliff-table';
import { IncentiveTable } from './incentive-table';

const REACHES = ['1', '2', '3', '5', '10'] as const;

/** Where one pupil more, or one label more, changes a school's budget by far more than it should. */
export function CliffsPage({ scenarioId }: { scenarioId: string }) {
  const { t } = useLingui();
  const [thresholdCents, setThreshold] = useState(500_000);
  const [reach, setReach] = useState<(typeof REACHES)[number]>('3');
  const found = useQuery(cliffsQuery(scenarioId, thresholdCents, Number(reach)));
  const settings = useQuery(districtSettingsQuery);
  const failed = [found, settings].find((one) => one.isError);
  const words = {
    need: (need: string) => settings.data?.need_categories.find((one) => one.need_category === need)?.name ?? need,
    level: (level: string) => (level === '*' ? t`as a whole` : (settings.data?.levels.find((one) => one.level === level)?.name ?? level)),
  };
  return (
    <>
      <PageHeader
        title={t`Cliffs and incentives`}
        lead={
          <Trans>
            A fair formula moves smoothly: one pupil more brings about what a pupil is worth. Here are the steps where it jumps, and what it is worth to
            label a pupil.
          </Trans>
        }
      />
      <div className="mb-6 grid gap-4 sm:grid-cols-[14rem_14rem]">
        <MoneyInput label={t`A jump of at least`} description={t`beyond what a pupil usually brings there`} value={thresholdCents} onChange={(cents) => setThreshold(cents ?? 0)} />
        <Select
          label={t`Within`}
          description={t`so many pupils more or fewer`}
          items={REACHES.map((one) => ({ id: one, label: one === '1' ? t`1 pupil` : t`${one} pupils` }))}
          selected={reach}
          onSelect={setReach}
        />
      </div>
      {failed !== undefined ? (
        <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />
      ) : found.data === undefined || settings.data === undefined ? (
        <Loading lines={8} />
      ) : (
        <div className="space-y-6">
          <div className="grid gap-4 sm:grid-cols-3">
            <StatTile label={t`Jumps found`} value={formatWhole(found.data.cliff_count)} note={t`of ${formatDollars(found.data.threshold_cents)} or more`} />
            <StatTile label={t`Schools near one`} value={formatWhole(found.data.school_count)} note={t`within the pupils chosen`} />
            <StatTile
              label={t`Largest label`}
              value={formatDollars(Math.max(0, ...found.data.incentives.map((one) => one.highest_cents)))}
              note={t`for counting one more pupil in a group`}
            />
          </div>
          {found.data.cliff_count === 0 ? (
            <Notice tone="positive" title={t`No jumps`}>
              <Trans>No school’s budget jumps by that much when it has a few pupils more or fewer. Try a smaller amount, or look further.</Trans>
            </Notice>
          ) : (
            <Card title={t`Where the formula jumps`} description={t`By the rules, before floors; the last column says what is left of it after them.`} flush>
              <CliffTable cliffs={found.data.cliffs} words={words} />
            </Card>
          )}
          <Card
            title={t`What a label is worth`}
            description={t`If a school counts one more of its pupils in a group. Where a label is worth much more than the help it stands for, counts need a second look.`}
            flush
          >
            <IncentiveTable incentives={found.data.incentives} words={words} />
          </Card>
        </div>
      )}
    </>
  );
}
