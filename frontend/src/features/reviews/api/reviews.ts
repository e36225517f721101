import { api, type Answer, newIdempotencyKey } from '@lib/api';
import type { PublicationRule, ScenarioComment, ScenarioReview } from '@lib/api-types';
import { allPages } from '@lib/district';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

export type StepPath = 'submit' | 'withdraw' | 'send-back' | 'approve' | 'board-approval';

export const reviewQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'reviews', 'scenario', scenarioId],
    queryFn: ({ signal }) => api.get<ScenarioReview>(`/allocation/v1/scenarios/${scenarioId}/review`, { signal }),
  });

export const commentsQuery = (scenarioId: string) =>
  queryOptions({
    queryKey: ['allocation', 'reviews', 'comments', scenarioId],
    queryFn: ({ signal }) => allPages<ScenarioComment>(`/allocation/v1/scenarios/${scenarioId}/comments`, {}, signal),
  });

export const publicationRuleQuery = queryOptions({
  queryKey: ['allocation', 'reviews', 'publication-rule'],
  queryFn: ({ signal }): Promise<Answer<PublicationRule>> => api.getWithEtag<PublicationRule>('/allocation/v1/publication-rule', { signal }),
});

export function useReviewStep(scenarioId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ step, version, reason }: { step: StepPath; version: number; reason: string }) =>
      api.post<ScenarioReview>(`/allocation/v1/scenarios/${scenarioId}/${step}`, { scenario_version: version, reason }, { idempotencyKey: newIdempotencyKey() }),
    onSuccess: (review) => {
      client.setQueryData(reviewQuery(scenarioId).queryKey, review);
      void client.invalidateQueries({ queryKey: ['allocation', 'reviews', 'year'] });
    },
  });
}

export type NewComment = { body: string; thread_id: string | null; school_id: string | null; source_id: string | null; idempotencyKey: string };

export function useComment(scenarioId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ idempotencyKey, ...comment }: NewComment) =>
      api.post<ScenarioComment>(`/allocation/v1/scenarios/${scenarioId}/comments`, comment, { idempotencyKey }),
    onSuccess: (comment) => {
      const { queryKey } = commentsQuery(scenarioId);
      // The live event may have brought it already.
      client.setQueryData(queryKey, (known) => [...(known ?? []).filter((one) => one.comment_id !== comment.comment_id), comment]);
      void client.invalidateQueries({ queryKey: ['allocation', 'reviews', 'year'] });
    },
  });
}

export function useResolve(scenarioId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ commentId, resolved }: { commentId: string; resolved: boolean }) =>
      api.put<ScenarioComment>(`/allocation/v1/scenarios/${scenarioId}/comments/${commentId}/resolution`, { resolved }),
    onSuccess: ({ data: comment }) => {
      const { queryKey } = commentsQuery(scenarioId);
      client.setQueryData(queryKey, (known) => known?.map((one) => (one.comment_id === comment.comment_id ? comment : one)));
      void client.invalidateQueries({ queryKey: ['allocation', 'reviews', 'year'] });
    },
  });
}

export function useReplaceRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ requires, etag }: { requires: PublicationRule['requires']; etag: string }) =>
      api.put<PublicationRule>('/allocation/v1/publication-rule', { requires }, { ifMatch: etag }),
    onSettled: () => client.invalidateQueries({ queryKey: ['allocation', 'reviews'] }),
  });
}
