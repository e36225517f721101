import { api } from '@lib/api';
import type { DistrictSettings } from '@lib/api-types';
import { districtSettingsQuery } from '@lib/district';
import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Changes are made to the newest settings, so that two people's additions both stay. */
export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: (settings: DistrictSettings) => DistrictSettings) => {
      const { data, etag } = await api.getWithEtag<DistrictSettings>('/allocation/v1/district-settings');
      return api.put<DistrictSettings>('/allocation/v1/district-settings', change(data), { ifMatch: etag ?? undefined });
    },
    onSuccess: ({ data }) => {
      client.setQueryData(districtSettingsQuery.queryKey, data);
      // A need category that was unknown is known now.
      void client.invalidateQueries({ queryKey: ['import-check'] });
    },
  });
}
