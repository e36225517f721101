import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { JobProgress } from '@kit/job-progress';
import { StepList } from '@kit/step-list';
import { WatchedJob } from '@kit/watched-job';
import type { Job, JobLine } from '@lib/jobs';
import { ApiProblem } from '@lib/problem';
import { Sample, Samples } from './sample';

const nothing = () => undefined;

const JOB: JobLine = {
  job_id: 'sample',
  kind: 'sweep',
  scenario_id: null,
  state: 'running',
  done: 1_240,
  total: 2_000,
  note: '',
  cancel_requested: false,
  requested_by: 'sample',
  created_at: '2026-11-02T08:00:00Z',
  started_at: '2026-11-02T08:00:01Z',
  finished_at: null,
  problem: null,
};
const TOO_LONG = { type: 'about:blank', title: 'The work took too long', status: 500, code: 'job_too_long', detail: 'Try fewer formulas at once.' };
const WATCHED: Job = { ...JOB, parameters: {}, result: null, file: null };
const LABEL = 'Trying 2,000 formulas';

export function Work() {
  return (
    <Card title="Work that takes a while" description="Where it stands, how to stop it, and what became of it.">
      <Samples>
        <Sample of="job-progress" isWide>
          <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
            <JobProgress label={LABEL} job={undefined} onCancel={nothing} />
            <JobProgress label={LABEL} job={JOB} onCancel={nothing} />
            <JobProgress label={LABEL} job={{ ...JOB, cancel_requested: true }} onCancel={nothing} />
            <JobProgress label={LABEL} job={{ ...JOB, state: 'cancelled' }} onRetry={nothing} />
            <JobProgress label={LABEL} job={{ ...JOB, state: 'failed', problem: TOO_LONG }} onRetry={nothing} />
          </div>
        </Sample>
        <Sample of="watched-job" isWide>
          <div className="space-y-4">
            <WatchedJob label={LABEL} jobId="sample" watched={{ data: WATCHED, error: null, refetch: nothing }} startError={new ApiProblem(TOO_LONG)} canStop={false} />
            <WatchedJob label={LABEL} jobId="sample" watched={{ data: undefined, error: new ApiProblem(TOO_LONG), refetch: nothing }} startError={null} canStop={false} />
          </div>
        </Sample>
        <Sample of="step-list" isWide>
          <StepList
            label="Sample steps"
            steps={[
              { id: 'in', title: 'Bring in schools, pupils and money', note: '102 schools are in.', state: 'done' },
              { id: 'fix', title: 'Repair what does not fit', note: '2 rows have problems.', state: 'problem' },
              { id: 'decide', title: 'Decide how the money follows pupils', state: 'current', action: <Button variant="primary">Open</Button> },
              { id: 'publish', title: 'Review and publish', state: 'todo' },
            ]}
          />
        </Sample>
      </Samples>
    </Card>
  );
}
