import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { EmptyState } from '@kit/empty-state';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading, Skeleton } from '@kit/skeleton';
import { ApiProblem } from '@lib/problem';
import { Sample, Samples } from './sample';

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
    <Card title="Messages and states" description="What failed, why, and what to do; an empty place teaches with one example.">
      <Samples>
        <Sample of="badge" isWide>
          <div className="flex flex-wrap gap-2">
            <Badge>Draft</Badge>
            <Badge tone="accent">New</Badge>
            <Badge tone="positive">In force</Badge>
            <Badge tone="warning">Not saved</Badge>
            <Badge tone="negative">Over the cap</Badge>
            <Badge icon="lock">Locked</Badge>
          </div>
        </Sample>
        <Sample of="notice" isWide>
          <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
            <Notice title="Counts of spring are in" actions={<Button size="small">See what changed</Button>}>
              Three schools changed by more than 5%.
            </Notice>
            <Notice tone="positive" title="Every source adds up">
              The difference is $0.00.
            </Notice>
            <Notice tone="warning" title="Two schools have no pupils">
              They get only fixed amounts.
            </Notice>
            <Notice tone="negative" title="The floors cost more than there is">
              They need $200,000 more.
            </Notice>
          </div>
        </Sample>
        <Sample of="problem-panel" isWide>
          <div className="space-y-4">
            <ProblemPanel error={UNREACHABLE} onRetry={() => undefined} />
            <ProblemPanel error={REFUSED} />
          </div>
        </Sample>
        <Sample of="empty-state">
          <EmptyState icon="upload" title="No counts yet" action={<Button variant="primary">Bring in a file</Button>}>
            Drop the file your student system gives you. For example, one row for each school with a column for each need.
          </EmptyState>
        </Sample>
        <Sample of="skeleton">
          <Loading>
            <Skeleton className="h-7 w-1/2" />
            <Skeleton className="mt-4 h-24" />
            <Skeleton className="mt-4 h-10 w-40" />
          </Loading>
        </Sample>
      </Samples>
    </Card>
  );
}
