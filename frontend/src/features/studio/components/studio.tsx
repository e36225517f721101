import { Card } from '@kit/card';
import { Loading } from '@kit/skeleton';
import { useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useRef } from 'react';
import { policyFaults } from '../model/gap';
import { InSight } from './in-sight';
import { SourceCard } from './source-card';
import { StudioResults } from './studio-results';
import type { WorkbenchBodyProps } from './workbench';

const AdjustmentsCard = lazy(async () => ({ default: (await import('./adjustments-card')).AdjustmentsCard }));
const MeasuresCard = lazy(async () => ({ default: (await import('./measures/measures-card')).MeasuresCard }));

/** The workbench of the formula: decisions on the left, what they come to beside them. */
export function Studio({ scenarioId, draft, editing, words, calculation, result, openSource, setOpenSource, openSchool, setOpenSchool }: WorkbenchBodyProps) {
  const { t } = useLingui();
  const { policy, saved } = draft;
  // An edit elsewhere need not wait until the floors are drawn again.
  const restedEditing = useDeferredValue(editing);
  const restedAdjustments = useDeferredValue(policy.adjustments);
  const savedSources = useMemo(() => new Map(saved.sources.map((source) => [source.source_id, source])), [saved]);
  const toggleSource = useCallback((sourceId: string) => setOpenSource((open) => (open === sourceId ? null : sourceId)), [setOpenSource]);
  const newest = useRef(policy);
  newest.current = policy;
  const newestPolicy = useCallback(() => newest.current, []);
  const faults = useMemo(
    () => policyFaults(calculation.error, editing.policy.sources.map((source) => source.source_id)),
    [calculation.error, editing.policy.sources],
  );
  const open = useMemo(() => ({ editing, result, faults }), [editing, result, faults]);
  const floors = useMemo(
    () => ({ editing: restedEditing, adjustments: restedAdjustments, result, faults }),
    [restedEditing, restedAdjustments, result, faults],
  );
  const faulty = new Set(faults.map((fault) => fault.sourceId));
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[21rem_minmax(0,1fr)] 2xl:grid-cols-[25rem_minmax(0,1fr)]">
      <div className="min-w-0 space-y-6 lg:sticky lg:top-24 lg:max-h-[calc(100dvh-7rem)] lg:overflow-y-auto lg:pb-2">
        <Card title={t`Sources and rules`} description={t`Open a source to decide about it.`} flush>
          {policy.sources.map((source) => (
            <SourceCard
              key={source.source_id}
              source={source}
              saved={savedSources.get(source.source_id)}
              figures={editing.sources.get(source.source_id)}
              open={openSource === source.source_id ? open : null}
              hasFault={faulty.has(source.source_id)}
              onToggle={toggleSource}
            />
          ))}
        </Card>
        <Suspense fallback={<Loading lines={3} />}>
          <MeasuresCard scenarioId={scenarioId} policy={newestPolicy} measures={policy.derived_measures ?? NO_MEASURES} editing={restedEditing} />
        </Suspense>
        <Suspense fallback={<Loading lines={3} />}>
          <InSight newest={floors} isPassing={calculation.drawn?.isPassing}>{(drawn) => <AdjustmentsCard {...drawn} />}</InSight>
        </Suspense>
      </div>
      <div className="min-w-0 space-y-6">
        {calculation.drawn !== null ? (
          <StudioResults
            scenarioId={scenarioId}
            result={calculation.drawn.result}
            policy={calculation.drawn.of}
            isPassing={calculation.drawn.isPassing}
            levels={policy.levels}
            words={words}
            openSchool={openSchool}
            setOpenSchool={setOpenSchool}
          />
        ) : (
          calculation.isFirst && (
            <Card>
              <Loading lines={10} />
            </Card>
          )
        )}
      </div>
    </div>
  );
}

const NO_MEASURES: readonly never[] = [];
