import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { useDistrictNames } from '@lib/district-names';
import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { CountedScenario } from '../api/count-versions';

const PolicyWordsDialog = lazy(async () => ({ default: (await import('./policy-words-dialog')).PolicyWordsDialog }));

const list = (names: readonly string[]) => names.join(', ');

/** Which levels and needs the scenario's policy speaks of, what it unites, and where people change that. */
export function PolicyWordsCard({ loaded, canEdit }: { loaded: CountedScenario; canEdit: boolean }) {
  const { t } = useLingui();
  const { levelName, needName } = useDistrictNames();
  const [isOpen, setOpen] = useState(false);
  const { policy } = loaded.scenario;
  const groups = policy.level_groups ?? [];
  const unions = policy.unions ?? [];
  const repeating = policy.duplicated_categories ?? [];
  return (
    <Card
      title={t`Groups and unduplicated counts`}
      description={t`What the policy of this scenario counts by: weights, rates and conditions can be given for these.`}
      actions={
        canEdit && (
          <Button size="small" icon="edit" onPress={() => setOpen(true)}>
            <Trans>Edit groups and counts…</Trans>
          </Button>
        )
      }
    >
      <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <Fact title={t`Levels`}>{list(policy.levels.map(levelName))}</Fact>
        <Fact title={t`Need categories`}>{list(policy.need_categories.map(needName))}</Fact>
        <Fact title={t`Groups of levels`}>{groups.length === 0 ? t`There is none` : <Lines lines={groups.map((group) => `${group.level_group}: ${list(group.levels.map(levelName))}`)} />}</Fact>
        <Fact title={t`Each pupil once`}>
          {unions.length === 0 ? t`There is none` : <Lines lines={unions.map((union) => t`${needName(union.need_category)}: in any of ${list(union.of.map(needName))}`)} />}
        </Fact>
        <Fact title={t`One pupil may count more than once`}>{repeating.length === 0 ? t`There is none` : list(repeating.map(needName))}</Fact>
      </dl>
      {isOpen && (
        <Suspense fallback={null}>
          <PolicyWordsDialog loaded={loaded} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Card>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm font-semibold">{title}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
