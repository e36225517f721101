import { Card } from '@kit/card';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { schoolsQuery } from '@lib/district';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { commentsQuery } from '../api/reviews';
import { threadsOf } from '../model/threads';
import { CommentForm } from './comment-form';
import { CommentThread } from './comment-thread';

type CommentsProps = { scenarioId: string; fiscalYear: number; version: number };

/** Questions and answers about a scenario, a school or a source in it. */
export function Comments({ scenarioId, fiscalYear, version }: CommentsProps) {
  const { t } = useLingui();
  const comments = useQuery(commentsQuery(scenarioId));
  const schools = useQuery(schoolsQuery(fiscalYear));
  const names = new Map(schools.data?.map((school) => [school.school_id, school.name]));
  const threads = threadsOf(comments.data ?? []);
  const openCount = threads.filter((thread) => thread.first.resolved_at === null).length;
  return (
    <Card
      title={t`Comments`}
      description={
        comments.data === undefined ? undefined : threads.length === 0 ? (
          <Trans>Nobody has said anything yet.</Trans>
        ) : (
          <Plural value={openCount} _0="Everything is settled." one="# open question" other="# open questions" />
        )
      }
    >
      <div className="space-y-6">
        <CommentForm scenarioId={scenarioId} threadId={null} schools={schools.data ?? []} />
        {comments.isPending ? (
          <Loading lines={4} />
        ) : comments.isError ? (
          <ProblemPanel error={comments.error} onRetry={() => void comments.refetch()} />
        ) : (
          threads.length > 0 && (
            <ul className="space-y-4 border-t border-line pt-6">
              {threads.map((thread) => (
                <CommentThread key={thread.first.comment_id} thread={thread} version={version} schoolName={(id) => names.get(id) ?? id} />
              ))}
            </ul>
          )
        )}
      </div>
    </Card>
  );
}
