import type { ScenarioComment } from '@lib/api-types';

export type Thread = { first: ScenarioComment; replies: ScenarioComment[] };

/** Comments as threads, the ones that wait for an answer first, the newest on top. */
export function threadsOf(comments: readonly ScenarioComment[]): Thread[] {
  const threads = new Map<string, Thread>();
  for (const comment of comments) {
    if (comment.thread_id === comment.comment_id) threads.set(comment.comment_id, { first: comment, replies: [] });
  }
  for (const comment of comments) {
    if (comment.thread_id !== comment.comment_id) threads.get(comment.thread_id)?.replies.push(comment);
  }
  return [...threads.values()].toSorted(
    (one, other) =>
      Number(one.first.resolved_at !== null) - Number(other.first.resolved_at !== null) ||
      other.first.written_at.localeCompare(one.first.written_at),
  );
}
