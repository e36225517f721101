import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import { Loading } from '@kit/skeleton';
import { showToast } from '@kit/toast-queue';
import { formatDateTime } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ScenarioVersion, type Compared, comparisonQuery, versionPolicy, versionsQuery } from '../../api/versions';
import type { WorkbenchBodyProps } from '../workbench';
import { ComparedPolicies } from './compared-policies';

const ON_SCREEN = 'on_screen';

/** What was saved when, by whom and why; compare any two, and bring an earlier one back. */
export function History({ scenarioId, draft }: WorkbenchBodyProps) {
  const { t, i18n } = useLingui();
  const versions = useQuery(versionsQuery(scenarioId));
  const [before, setBefore] = useState<string | null>(null);
  const [after, setAfter] = useState<string>(ON_SCREEN);
  const restore = useMutation({ mutationFn: (version: number) => versionPolicy(scenarioId, version) });
  if (versions.isPending) return <Loading lines={8} />;
  if (versions.isError) return <ProblemPanel error={versions.error} onRetry={() => void versions.refetch()} />;

  const [newest] = versions.data;
  // Without unsaved changes the last step is what a person comes to see.
  const earlier = before ?? String((draft.isChanged ? newest : (versions.data[1] ?? newest))?.version ?? 1);
  const nameOf = (version: ScenarioVersion) => t`Version ${version.version} · ${formatDateTime(version.changed_at)}`;
  const comparedOf = (id: string): Compared => (id === ON_SCREEN ? { policy: draft.policy } : { version: Number(id) });

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[22rem_minmax(0,1fr)]">
      <Card title={t`Saved versions`} description={t`Nothing is lost by saving: each version stays here.`} flush>
        {restore.isError && (
          <div className="px-4 pb-4 sm:px-6">
            <ProblemPanel error={restore.error} />
          </div>
        )}
        <ol className="divide-y divide-line border-t border-line">
          {versions.data.map((version) => {
            const isNow = version.version === newest?.version;
            return (
              <li key={version.version} className="px-4 py-3 sm:px-6">
                <p className="flex flex-wrap items-center gap-2">
                  <span className="font-semibold">
                    <Trans>Version {version.version}</Trans>
                  </span>
                  {isNow && (
                    <Badge tone="positive">
                      <Trans>saved now</Trans>
                    </Badge>
                  )}
                </p>
                <p className="text-sm text-muted">
                  {formatDateTime(version.changed_at)} · {version.changed_by}
                </p>
                {version.note !== '' && <p className="mt-1 text-sm">“{version.note}”</p>}
                <div className="mt-1 -ml-2.5 flex flex-wrap gap-1">
                  <Button
                    size="small"
                    variant="quiet"
                    aria-label={t`Compare version ${version.version} with what is on screen`}
                    onPress={() => {
                      setBefore(String(version.version));
                      setAfter(ON_SCREEN);
                    }}
                  >
                    <Trans>Compare</Trans>
                  </Button>
                  {draft.canEdit && (!isNow || draft.isChanged) && (
                    <Button
                      size="small"
                      variant="quiet"
                      icon="undo"
                      aria-label={t`Bring version ${version.version} back`}
                      isPending={restore.isPending && restore.variables === version.version}
                      onPress={() =>
                        restore.mutate(version.version, {
                          onSuccess: (policy) => {
                            draft.edit(() => policy);
                            setBefore(String(newest?.version ?? version.version));
                            setAfter(ON_SCREEN);
                            showToast({ text: t`Version ${version.version} is on screen. Save to keep it; undo takes it back.` });
                          },
                        })
                      }
                    >
                      <Trans>Bring it back</Trans>
                    </Button>
                  )}
                </div>
              </li>
            );
          })}
        </ol>
      </Card>
      <Card
        title={t`What differs`}
        actions={
          <div className="flex flex-wrap items-end gap-3">
            <Select
              label={t`From`}
              className="w-60 max-w-full"
              items={versions.data.map((version) => ({ id: String(version.version), label: nameOf(version) }))}
              selected={earlier}
              onSelect={setBefore}
            />
            <Select
              label={t`To`}
              className="w-60 max-w-full"
              items={[{ id: ON_SCREEN, label: t`What is on screen` }, ...versions.data.map((version) => ({ id: String(version.version), label: nameOf(version) }))]}
              selected={after}
              onSelect={setAfter}
            />
          </div>
        }
      >
        <Comparison scenarioId={scenarioId} before={comparedOf(earlier)} after={comparedOf(after)} language={i18n.locale === 'es' ? 'es' : 'en'} />
      </Card>
    </div>
  );
}

type ComparisonProps = { scenarioId: string; before: Compared; after: Compared; language: 'en' | 'es' };

function Comparison({ scenarioId, before, after, language }: ComparisonProps) {
  const comparison = useQuery(comparisonQuery(scenarioId, before, after, language));
  if (comparison.isPending) return <Loading lines={6} />;
  if (comparison.isError) return <ProblemPanel error={comparison.error} onRetry={() => void comparison.refetch()} />;
  return <ComparedPolicies comparison={comparison.data} />;
}
