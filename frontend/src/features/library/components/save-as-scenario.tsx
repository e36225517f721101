import { Button } from '@kit/button';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import type { Scenario } from '@lib/api-types';
import { sameData } from '@lib/saved-scenario';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { type Borrowed, type LibraryFormula, useSaveAsScenario } from '../api/library';

type SaveAsScenarioProps = { scenario: Scenario; formula: LibraryFormula; borrowed: Borrowed; onSaved: (scenarioId: string) => void };

const EDITORS: ReadonlySet<string> = new Set(['superintendent', 'budget_director', 'budget_analyst']);

/** Makes a scenario of it: their formula on our sources, spending the same; floors stay as they are. */
export function SaveAsScenario({ scenario, formula, borrowed, onSaved }: SaveAsScenarioProps) {
  const { t } = useLingui();
  const me = useMe();
  const save = useSaveAsScenario();
  if (!me.roles.some((role) => EDITORS.has(role))) return null;
  const name = t`${formula.district} ${String(formula.fiscal_year)} on our schools`;
  return (
    <div>
      <Button
        icon="plus"
        isPending={save.isPending}
        onPress={() =>
          save.mutate({ ...sameData(scenario), name, policy: borrowed.policy }, { onSuccess: (made) => onSaved(made.scenario_id) })
        }
      >
        <Trans>Save as a scenario</Trans>
      </Button>
      {save.isError && (
        <div className="mt-3">
          <ProblemPanel error={save.error} />
        </div>
      )}
      {save.isSuccess && <Notice tone="positive" title={t`Saved`} />}
    </div>
  );
}
