import { Trans, useLingui } from '@lingui/react/macro';
import { type JobLine, isOpen } from '@lib/jobs';
import { formatWhole } from '@lib/number-format';
import { ApiProblem } from '@lib/problem';
import { Button } from './button';
import { Notice } from './notice';
import { ProblemPanel } from './problem-panel';
import { ProgressBar } from './progress-bar';

export type JobProgressProps = {
  /** Undefined while the first answer is on its way. */
  job: JobLine | undefined;
  /** What is being done, as a title: "Trying 2,000 formulas". */
  label: string;
  /** Left out where the reader may not stop it. */
  onCancel?: () => void;
  /** Starts it again after it failed or was stopped. */
  onRetry?: () => void;
};

/** Long work, from waiting for a worker to its end; nothing once it has succeeded, since the result speaks then. */
export function JobProgress({ job, label, onCancel, onRetry }: JobProgressProps) {
  const { t } = useLingui();
  const done = formatWhole(job?.done ?? 0);
  const total = formatWhole(job?.total ?? 0);
  const count = job === undefined || job.total === 0 ? '' : t`${done} of ${total}`;
  if (job === undefined || isOpen(job)) {
    return (
      <div className="rounded-lg border border-line bg-surface p-4">
        <ProgressBar label={label} note={[count, job?.note ?? ''].filter((part) => part !== '').join(' · ')} {...shareOf(job)} />
        <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
          <p role="status" className="text-sm text-muted">
            {job === undefined || job.state === 'queued' ? (
              <Trans>Waiting for a free worker.</Trans>
            ) : job.cancel_requested ? (
              <Trans>Stopping.</Trans>
            ) : (
              <Trans>At work. You may leave this page and come back.</Trans>
            )}
          </p>
          {onCancel !== undefined && (
            <Button size="small" onPress={onCancel} isDisabled={job === undefined || job.cancel_requested}>
              <Trans>Stop</Trans>
            </Button>
          )}
        </div>
      </div>
    );
  }
  if (job.state === 'failed' && job.problem !== null) {
    return <ProblemPanel error={new ApiProblem(job.problem)} onRetry={onRetry} />;
  }
  if (job.state === 'cancelled') {
    return (
      <Notice
        tone="warning"
        title={<Trans>Stopped before it was done.</Trans>}
        actions={
          onRetry !== undefined && (
            <Button size="small" onPress={onRetry}>
              <Trans>Start again</Trans>
            </Button>
          )
        }
      >
        <Trans>Nothing was changed.</Trans>
      </Notice>
    );
  }
  return null;
}

function shareOf(job: JobLine | undefined): { share?: number } {
  return job === undefined || job.total === 0 ? {} : { share: job.done / job.total };
}
