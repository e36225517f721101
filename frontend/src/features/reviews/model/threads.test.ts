import type { ScenarioComment } from '@lib/api-types';
import { expect, test } from 'vitest';
import { threadsOf } from './threads';

const comment = (id: string, thread: string, at: string, resolved: string | null = null) =>
  ({ comment_id: id, thread_id: thread, written_at: at, resolved_at: resolved }) as ScenarioComment;

test('open threads come first, the newest on top, with their answers in order', () => {
  const threads = threadsOf([
    comment('a', 'a', '2026-05-01'),
    comment('b', 'b', '2026-05-02', '2026-05-09'),
    comment('a1', 'a', '2026-05-03'),
    comment('c', 'c', '2026-05-04'),
    comment('a2', 'a', '2026-05-05'),
    comment('lost', 'nowhere', '2026-05-06'),
  ]);
  expect(threads.map((thread) => thread.first.comment_id)).toEqual(['c', 'a', 'b']);
  expect(threads[1]?.replies.map((reply) => reply.comment_id)).toEqual(['a1', 'a2']);
});
