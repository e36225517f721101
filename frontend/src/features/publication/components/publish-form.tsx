import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { ProblemPanel } from '@kit/problem-panel';
import { TextField } from '@kit/text-field';
import { newIdempotencyKey } from '@lib/api';
import type { AllocationResult, AllocationRun } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatCents, formatShortDollars } from '@lib/money';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { usePublish } from '../api/runs';

type PublishFormProps = {
  scenarioId: string;
  scenarioName: string;
  result: AllocationResult;
  current: AllocationRun | null;
  onPublished: (runId: string) => void;
};

/** The reason, then one question that says what will happen, then it is public. */
export function PublishForm({ scenarioId, scenarioName, result, current, onPublished }: PublishFormProps) {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [isAsking, setAsking] = useState(false);
  // One key for one intent: a second press or a retry after a lost answer publishes nothing twice.
  const [idempotencyKey, setIdempotencyKey] = useState(newIdempotencyKey);
  const publish = usePublish(scenarioId);
  const total = result.totals_cents.reduce((sum, cents) => sum + cents, 0);
  const schoolCount = result.school_ids.length;

  function ask() {
    const isEmpty = reason.trim() === '';
    setMissing(isEmpty);
    if (!isEmpty) setAsking(true);
  }

  return (
    <Card title={t`Publish`} description={t`The reason stands beside the budget for everybody who reads it.`}>
      <div className="max-w-form space-y-4">
        <TextField
          label={t`Reason`}
          description={t`For example: “Adopted by the board on June 12 after two public hearings.”`}
          lines={3}
          isRequired
          value={reason}
          errorMessage={isMissing ? t`Say why this budget is published; it cannot be added later.` : null}
          onChange={(text) => {
            setReason(text);
            if (text.trim() !== '') setMissing(false);
            // Another text is another request.
            setIdempotencyKey(newIdempotencyKey());
          }}
        />
        {publish.isError && <ProblemPanel error={publish.error} />}
        <Button variant="primary" onPress={ask}>
          <Trans>Publish this budget…</Trans>
        </Button>
      </div>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        isBlocking
        role="alertdialog"
        title={<Trans>Publish “{scenarioName}”?</Trans>}
        footer={
          <DialogButtons
            closing={<Trans>Not yet</Trans>}
            onClose={() => setAsking(false)}
            isPending={publish.isPending}
            onPress={() =>
              publish.mutate(
                { reason: reason.trim(), expected_result_hash: result.result_hash, idempotencyKey },
                { onSuccess: (run) => onPublished(run.run_id), onSettled: () => setAsking(false) },
              )
            }
          >
            <Trans>Publish {formatShortDollars(total)}</Trans>
          </DialogButtons>
        }
      >
        <ul className="list-disc space-y-2 pl-5">
          <li>
            <Plural
              value={schoolCount}
              one={`One school sees its budget for ${fiscalYearName(result.fiscal_year)}: ${formatCents(total)} in all.`}
              other={`# schools see their budgets for ${fiscalYearName(result.fiscal_year)}: ${formatCents(total)} in all.`}
            />
          </li>
          {current !== null && (
            <li>
              <Trans>It takes the place of “{current.scenario_name}”, which stays readable in the list of published budgets.</Trans>
            </li>
          )}
          <li>
            <Trans>A published budget cannot be changed or deleted. A correction is a new publication with its own reason.</Trans>
          </li>
        </ul>
      </Dialog>
    </Card>
  );
}
