import { Card } from '@kit/card';
import { PolicyChanges } from '@kit/policy-changes';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { policyComparisonQuery } from '@lib/policy-comparison';
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';

/** What this publication changed in the policy of the one it took the place of, in plain words. */
export function PolicyDiffCard({ runId, supersedesRunId }: { runId: string; supersedesRunId: string }) {
  const { t, i18n } = useLingui();
  const difference = useQuery(policyComparisonQuery({ run_id: supersedesRunId }, { run_id: runId }, i18n.locale));
  return (
    <Card title={t`What changed in the policy`} description={t`Against the budget that this one took the place of. Schools are counted for each change alone.`}>
      {difference.isPending ? (
        <Loading lines={3} />
      ) : difference.isError ? (
        <ProblemPanel error={difference.error} onRetry={() => void difference.refetch()} />
      ) : (
        <PolicyChanges changes={difference.data.changes} />
      )}
    </Card>
  );
}
