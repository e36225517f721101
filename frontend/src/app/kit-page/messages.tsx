import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { EmptyState } from '@kit/empty-state';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading, Skeleton } from '@kit/skeleton';
import { StepList } from '@kit/step-list';
import { ApiProblem } from '@lib/problem';

const REFUSED = new ApiProblem({
  type: 'https://example.org/problems/import-refused',
  title: 'The file was not taken',
  status: 422,
  code: 'import_refused',
  detail: '2 of 103 rows have problems. Repair them in the file and drop it again, or leave them out.',
  trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
  errors: [
    {
      file: 'counts.csv',
      row: 17,
      column: 'pupil_count',
      value: '4l2',
      code: 'not_a_number',
      message: '“4l2” is not a number.',
      remedy: 'Write digits only, such as 412.',
    },
    {
      file: 'counts.csv',
      row: 52,
      column: 'school_id',
      value: '',
      code: 'missing',
      message: 'The school is missing.',
      remedy: 'Fill in the school’s code as in schools.csv.',
    },
  ],
});
const UNREACHABLE = new ApiProblem({ type: 'about:blank', title: '', status: 0, code: 'unreachable' });

export function Messages() {
  return (
    <Card title="Messages and states">
      <div className="flex flex-wrap gap-2">
        <Badge>Draft</Badge>
        <Badge tone="accent">New</Badge>
        <Badge tone="positive">In force</Badge>
        <Badge tone="warning">Not saved</Badge>
        <Badge tone="negative">Over the cap</Badge>
        <Badge icon="lock">Locked</Badge>
      </div>
      <div className="mt-6 grid grid-cols-1 gap-4 lg:grid-cols-2">
        <Notice title="Counts of spring are in" actions={<Button size="small">See what changed</Button>}>
          Three schools changed by more than 5%.
        </Notice>
        <Notice tone="positive" title="Every source adds up">
          The difference is $0.00.
        </Notice>
        <Notice tone="warning" title="Two schools have no pupils">
          They get only fixed amounts.
        </Notice>
        <ProblemPanel error={UNREACHABLE} onRetry={() => undefined} />
        <div className="min-w-0 lg:col-span-2">
          <ProblemPanel error={REFUSED} />
        </div>
        <EmptyState icon="upload" title="No counts yet" action={<Button variant="primary">Bring in a file</Button>}>
          Drop the file your student system gives you. For example, one row for each school with a column for each need.
        </EmptyState>
        <Loading>
          <Skeleton className="h-7 w-1/2" />
          <Skeleton className="mt-4 h-24" />
          <Skeleton className="mt-4 h-10 w-40" />
        </Loading>
      </div>
      <div className="mt-8">
        <StepList
          label="Sample steps"
          steps={[
            { id: 'in', title: 'Bring in schools, pupils and money', note: '102 schools are in.', state: 'done' },
            { id: 'fix', title: 'Repair what does not fit', note: '2 rows have problems.', state: 'problem' },
            { id: 'decide', title: 'Decide how the money follows pupils', state: 'current', action: <Button variant="primary">Open</Button> },
            { id: 'publish', title: 'Review and publish', state: 'todo' },
          ]}
        />
      </div>
    </Card>
  );
}
