import { Button } from '@kit/button';
import { ComboBox } from '@kit/combo-box';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import { TextField } from '@kit/text-field';
import { newIdempotencyKey } from '@lib/api';
import type { SchoolListItem } from '@lib/api-types';
import { savedScenarioQuery } from '@lib/saved-scenario';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useComment } from '../api/reviews';

type CommentFormProps = { scenarioId: string; threadId: string | null; schools: readonly SchoolListItem[]; onDone?: () => void };

const WHOLE = '';

/** Say something; a new thread may be about one school or one source. */
export function CommentForm({ scenarioId, threadId, schools, onDone }: CommentFormProps) {
  const { t } = useLingui();
  const comment = useComment(scenarioId);
  const policy = useQuery({ ...savedScenarioQuery(scenarioId), enabled: threadId === null });
  const [body, setBody] = useState('');
  const [schoolId, setSchoolId] = useState<string | null>(null);
  const [sourceId, setSourceId] = useState<string>(WHOLE);
  // One key for one comment: a retry after a lost answer says nothing twice.
  const [idempotencyKey, setIdempotencyKey] = useState(newIdempotencyKey);
  const isReply = threadId !== null;

  function send() {
    const text = body.trim();
    if (text === '') return;
    comment.mutate(
      { body: text, thread_id: threadId, school_id: schoolId, source_id: sourceId === WHOLE ? null : sourceId, idempotencyKey },
      {
        onSuccess: () => {
          setBody('');
          setSchoolId(null);
          setSourceId(WHOLE);
          setIdempotencyKey(newIdempotencyKey());
          onDone?.();
        },
      },
    );
  }

  return (
    <form
      aria-label={isReply ? t`Answer` : t`New comment`}
      data-print="hide"
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextField label={isReply ? t`Your answer` : t`Your comment or question`} lines={isReply ? 2 : 3} maxLength={4000} value={body} onChange={setBody} />
      {!isReply && (
        <div className="grid gap-3 sm:grid-cols-2">
          <ComboBox
            label={t`About a school`}
            placeholder={t`All schools`}
            items={schools.map((school) => ({ id: school.school_id, label: school.name }))}
            selected={schoolId}
            onSelect={setSchoolId}
          />
          <Select
            label={t`About a source`}
            items={[{ id: WHOLE, label: t`All sources` }, ...(policy.data?.policy.sources ?? []).map((source) => ({ id: source.source_id, label: source.source_id }))]}
            selected={sourceId}
            onSelect={setSourceId}
          />
        </div>
      )}
      {comment.isError && <ProblemPanel error={comment.error} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant={isReply ? 'secondary' : 'primary'} isDisabled={body.trim() === ''} isPending={comment.isPending}>
          {isReply ? <Trans>Answer</Trans> : <Trans>Comment</Trans>}
        </Button>
        {onDone !== undefined && (
          <Button variant="quiet" onPress={onDone}>
            <Trans>Never mind</Trans>
          </Button>
        )}
      </div>
    </form>
  );
}
