import { api } from '@lib/api';
import type { ImportKind } from '@lib/api-types';
import { allPages } from '@lib/district';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ImportMapping } from '../model/mapping';

export type SavedMapping = { name: string; kind: ImportKind; version: number; changed_at: string; mapping: ImportMapping };

const key = ['allocation', 'import-mappings'] as const;

export const mappingsQuery = queryOptions({
  queryKey: key,
  queryFn: ({ signal }) => allPages<SavedMapping>('/allocation/v1/import-mappings', {}, signal),
});

export function useSaveMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, mapping, replaces }: { name: string; mapping: ImportMapping; replaces: SavedMapping | null }) =>
      api.put<SavedMapping>(`/allocation/v1/import-mappings/${encodeURIComponent(name)}`, mapping, {
        ifMatch: replaces === null ? undefined : `"${replaces.version}"`,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useDeleteMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => api.delete(`/allocation/v1/import-mappings/${encodeURIComponent(name)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}
