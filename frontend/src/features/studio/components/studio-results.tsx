import { Card } from '@kit/card';
import { ReconciliationTable } from '@kit/reconciliation-table';
import { Loading } from '@kit/skeleton';
import { WhyProvider } from '@kit/why';
import type { AllocationFigures, Policy } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';
import { lazy, memo, Suspense, useCallback, useMemo } from 'react';
import type { SchoolRow } from '../model/school-rows';
import type { Words } from './editing';
import { EquityPanel } from './equity-panel';
import { InSight } from './in-sight';
import { Findings, OutcomeTiles, ToSchoolsLine } from './outcome';
import { SchoolTable } from './school-table';
import { useWatched, type Watched } from './use-watched';
import { WatchList } from './watch-list';

const ChangeChart = lazy(async () => ({ default: (await import('./change-chart')).ChangeChart }));

type StudioResultsProps = {
  scenarioId: string;
  result: AllocationFigures;
  /** The policy that the result is of. */
  policy: Policy;
  isPassing: boolean;
  levels: readonly string[];
  words: Words;
  openSchool: number | null;
  setOpenSchool: (index: number) => void;
};

/** What the decisions come to; drawn when there is a result, not at every move of a slider. */
export const StudioResults = memo(function StudioResults({ scenarioId, result, policy, isPassing, levels, words, openSchool, setOpenSchool }: StudioResultsProps) {
  const watched = useWatched();
  const origin = useMemo(() => ({ scenarioId, policy }), [scenarioId, policy]);
  return (
    <WhyProvider origin={origin}>
      <InSight newest={result}>{(drawn) => <OutcomeTiles result={drawn} />}</InSight>
      <InSight newest={result} isPassing={isPassing}>
        {(drawn) => <Schools words={words} levels={levels} result={drawn} openSchool={openSchool} setOpenSchool={setOpenSchool} watched={watched} />}
      </InSight>
      <InSight newest={origin} isPassing={isPassing}>{(drawn) => <EquityPanel scenarioId={scenarioId} policy={drawn.policy} words={words} />}</InSight>
      <InSight newest={result} isPassing={isPassing}>{(drawn) => <Reconciliation result={drawn} />}</InSight>
      <InSight newest={result} isPassing={isPassing} className="grid items-start gap-6 2xl:grid-cols-2">
        {(drawn) => (
          <>
            <Suspense fallback={<Loading />}>
              <ChangeChart words={words} policyLevels={levels} result={drawn} onOpen={setOpenSchool} />
            </Suspense>
            <Findings result={drawn} />
          </>
        )}
      </InSight>
      <WatchList result={result} watched={watched} onOpen={setOpenSchool} />
    </WhyProvider>
  );
});

type SchoolsProps = Pick<StudioResultsProps, 'words' | 'levels' | 'result' | 'openSchool' | 'setOpenSchool'> & { watched: Watched };

const Schools = memo(function Schools({ words, levels, result, openSchool, setOpenSchool, watched }: SchoolsProps) {
  const { t } = useLingui();
  const openRow = useCallback((row: SchoolRow) => setOpenSchool(row.index), [setOpenSchool]);
  const openSchoolId = openSchool === null ? null : (result.school_ids[openSchool] ?? null);
  return (
    <Card title={t`Schools`} description={<ToSchoolsLine result={result} />} flush>
      <SchoolTable words={words} levels={levels} result={result} openSchoolId={openSchoolId} onOpen={openRow} watched={watched} />
    </Card>
  );
});

const Reconciliation = memo(function Reconciliation({ result }: { result: AllocationFigures }) {
  const { t } = useLingui();
  return (
    <Card title={t`Does every source add up?`} flush>
      <ReconciliationTable result={result} />
    </Card>
  );
});
