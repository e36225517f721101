import { api } from '@lib/api';
import type { DistrictSettings } from '@lib/api-types';
import { districtSettingsQuery } from '@lib/district';
import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

/** Changes are made to the newest settings, so that two people's additions both stay. */
export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: (settings: DistrictSettings) => DistrictSettings) => {
      const { data, etag } = await api.getWithEtag<DistrictSettings>('/allocation/v1/district-settings');
      return api.put<DistrictSettings>('/allocation/v1/district-settings', change(data), { ifMatch: etag ?? undefined });
    },
    onSuccess: ({ data }) => settingsChanged(client, data),
  });
}

/** The settings with the version that whoever edits them saw, never an old answer. */
export const editedSettingsQuery = queryOptions({
  queryKey: ['allocation', 'district-settings', 'edited'],
  queryFn: ({ signal }) => api.getWithEtag<DistrictSettings>('/allocation/v1/district-settings', { signal }),
  // What is being edited is not changed under the hands; the next time it is asked for anew.
  staleTime: Infinity,
  gcTime: 0,
});

/** Replaces all words at once, unless somebody else changed them in the meantime. */
export function useReplaceSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ settings, etag }: { settings: DistrictSettings; etag: string | null }) =>
      api.put<DistrictSettings>('/allocation/v1/district-settings', settings, { ifMatch: etag ?? undefined }),
    onSuccess: ({ data }) => settingsChanged(client, data),
  });
}

function settingsChanged(client: QueryClient, settings: DistrictSettings): void {
  client.setQueryData(districtSettingsQuery.queryKey, settings);
  // A need category that was unknown is known now.
  void client.invalidateQueries({ queryKey: ['import-check'] });
}
