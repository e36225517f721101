import { isOpen, type Job, useCancelJob } from '@lib/jobs';
import { JobProgress } from './job-progress';
import { ProblemPanel } from './problem-panel';

export type WatchedJobProps = {
  /** `null`: nothing was asked for yet. */
  jobId: string | null;
  /** The query that watches it. */
  watched: { data: Job | undefined; error: Error | null; refetch: () => unknown };
  /** Why the last one could not begin. */
  startError: Error | null;
  /** What is being done, as a title. */
  label: string;
  canStop: boolean;
  /** Starts it again after it failed or was stopped; left out where the reader may not. */
  onRetry?: () => void;
};

/** Long work that was asked for here: why it could not begin, how far it is, the way to stop it, and why it cannot be stopped or seen. */
export function WatchedJob({ jobId, watched, startError, label, canStop, onRetry }: WatchedJobProps) {
  const cancel = useCancelJob();
  const { data: job, error } = watched;
  return (
    <>
      {startError !== null && <ProblemPanel error={startError} />}
      {/* What has ended needs no stopping any more. */}
      {cancel.isError && cancel.variables === jobId && (job === undefined || isOpen(job)) && <ProblemPanel error={cancel.error} />}
      {jobId !== null &&
        (error === null ? (
          <JobProgress job={job} label={label} onCancel={canStop ? () => cancel.mutate(jobId) : undefined} onRetry={onRetry} />
        ) : (
          <ProblemPanel error={error} onRetry={() => void watched.refetch()} />
        ))}
    </>
  );
}
