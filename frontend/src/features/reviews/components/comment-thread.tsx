import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { ProblemPanel } from '@kit/problem-panel';
import type { ScenarioComment } from '@lib/api-types';
import { formatDate, formatDateTime } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useResolve } from '../api/reviews';
import type { Thread } from '../model/threads';
import { CommentForm } from './comment-form';
import { roleWords } from './words';

type CommentThreadProps = { thread: Thread; version: number; schoolName: (schoolId: string) => string };

/** One question with its answers, and whether it is settled. */
export function CommentThread({ thread, version, schoolName }: CommentThreadProps) {
  const { first, replies } = thread;
  const resolve = useResolve(first.scenario_id);
  const [isAnswering, setAnswering] = useState(false);
  const isResolved = first.resolved_at !== null;
  return (
    <li className={`rounded-lg border border-line p-4 ${isResolved ? 'bg-sunken' : 'bg-surface'}`}>
      <div className="mb-2 flex flex-wrap gap-1.5 empty:hidden">
        {first.school_id !== null && <Badge icon="school">{schoolName(first.school_id)}</Badge>}
        {first.source_id !== null && <Badge>{first.source_id}</Badge>}
        {first.scenario_version < version && (
          <Badge>
            <Trans>about version {first.scenario_version}</Trans>
          </Badge>
        )}
        {isResolved && (
          <Badge tone="positive">
            <Trans>
              Settled by {first.resolved_by}, {formatDate(first.resolved_at ?? '')}
            </Trans>
          </Badge>
        )}
      </div>
      <Said comment={first} />
      {replies.length > 0 && (
        <ul className="mt-3 space-y-3 border-l-2 border-line pl-4">
          {replies.map((reply) => (
            <li key={reply.comment_id}>
              <Said comment={reply} />
            </li>
          ))}
        </ul>
      )}
      {resolve.isError && <ProblemPanel error={resolve.error} />}
      <div data-print="hide" className="mt-3">
        {isAnswering ? (
          <CommentForm scenarioId={first.scenario_id} threadId={first.comment_id} schools={[]} onDone={() => setAnswering(false)} />
        ) : (
          <div className="-ml-2.5 flex flex-wrap gap-1">
            <Button variant="quiet" size="small" onPress={() => setAnswering(true)}>
              <Trans>Answer</Trans>
            </Button>
            <Button
              variant="quiet"
              size="small"
              icon={isResolved ? 'undo' : 'check'}
              isPending={resolve.isPending}
              onPress={() => resolve.mutate({ commentId: first.comment_id, resolved: !isResolved })}
            >
              {isResolved ? <Trans>Open again</Trans> : <Trans>Mark as settled</Trans>}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}

function Said({ comment }: { comment: ScenarioComment }) {
  const { i18n } = useLingui();
  const role = roleWords(comment.written_as);
  return (
    <>
      <p className="text-sm text-muted">
        <strong className="text-ink">{comment.written_by}</strong>
        {role !== undefined && <> ({i18n._(role)})</>} · {formatDateTime(comment.written_at)}
      </p>
      <p className="mt-0.5 max-w-line break-words whitespace-pre-line">{comment.body}</p>
    </>
  );
}
