import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { ProblemPanel } from '@kit/problem-panel';
import { showToast } from '@kit/toast-queue';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ScenarioSummary, useDeleteScenario } from '../api/scenarios';

/** Names what is lost before it is. */
export function DeleteScenarioDialog({ scenario, fiscalYear, onClose }: { scenario: ScenarioSummary; fiscalYear: number; onClose: () => void }) {
  const { t } = useLingui();
  const remove = useDeleteScenario(fiscalYear);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isBlocking
      role="alertdialog"
      title={<Trans>Delete “{scenario.name}”?</Trans>}
      footer={
        <DialogButtons
          variant="danger"
          closing={<Trans>Keep it</Trans>}
          onClose={onClose}
          isPending={remove.isPending}
          onPress={() =>
            remove.mutate(scenario.scenario_id, {
              onSuccess: () => {
                showToast({ text: t`“${scenario.name}” is deleted` });
                onClose();
              },
            })
          }
        >
          <Trans>Delete</Trans>
        </DialogButtons>
      }
    >
      <p>
        <Trans>All its decisions are lost. Budgets that were published from it stay as they are.</Trans>
      </p>
      {remove.isError && (
        <div className="mt-4">
          <ProblemPanel error={remove.error} />
        </div>
      )}
    </Dialog>
  );
}
