import { Card } from '@kit/card';
import { PolicyChanges } from '@kit/policy-changes';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import type { Comparison } from '@lib/api-types';
import { policyComparisonQuery } from '@lib/policy-comparison';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQueries } from '@tanstack/react-query';

/** Which settings of each scenario differ from the first one's, in plain words. */
export function SettingDifferences({ comparison }: { comparison: Comparison }) {
  const { t, i18n } = useLingui();
  const [first, ...others] = comparison.scenarios;
  const answers = useQueries({
    queries: others.map((other) => policyComparisonQuery({ scenario_id: first?.scenario_id ?? '' }, { scenario_id: other.scenario_id }, i18n.locale)),
  });
  if (first === undefined || others.length === 0) return null;
  return (
    <Card title={t`Which settings differ`} description={t`Each against “${first.name}”.`}>
      <div className="grid gap-x-8 gap-y-6 md:grid-cols-2">
        {others.map((other, index) => {
          const answer = answers[index];
          return (
            <section key={other.scenario_id} aria-label={other.name} className="min-w-0">
              <h3 className="mb-2 font-semibold">{other.name}</h3>
              {answer === undefined || answer.isPending ? (
                <Loading lines={3} />
              ) : answer.isError ? (
                <ProblemPanel error={answer.error} onRetry={() => void answer.refetch()} />
              ) : answer.data.changes.length === 0 ? (
                <p className="text-muted">
                  <Trans>No setting differs.</Trans>
                </p>
              ) : (
                <PolicyChanges changes={answer.data.changes} />
              )}
            </section>
          );
        })}
      </div>
    </Card>
  );
}
