import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Answer, api, query } from './api';
import type { ComplianceSettings, SalarySettings, TitleOneSettings } from './api-types';

/** What a district decides for a year, by the page that it is decided on. */
export type YearSettings = { 'title-one': TitleOneSettings; compliance: ComplianceSettings; salaries: SalarySettings };
export type YearTopic = keyof YearSettings;

const PATH = { 'title-one': 'title-one-settings', compliance: 'compliance-settings', salaries: 'salary-settings' } as const;

const address = (topic: YearTopic, fiscalYear: number) => `/allocation/v1/${PATH[topic]}${query({ fiscal_year: fiscalYear })}`;

export const yearSettingsQuery = <Topic extends YearTopic>(topic: Topic, fiscalYear: number) =>
  queryOptions({
    queryKey: ['allocation', PATH[topic], fiscalYear] as const,
    queryFn: ({ signal }): Promise<Answer<YearSettings[Topic]>> => api.getWithEtag<YearSettings[Topic]>(address(topic, fiscalYear), { signal }),
    staleTime: 0,
  });

export function useSaveSettings<Topic extends YearTopic>(topic: Topic, fiscalYear: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ settings, etag }: { settings: YearSettings[Topic]; etag: string }) => api.put<unknown>(address(topic, fiscalYear), settings, { ifMatch: etag }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['allocation', PATH[topic], fiscalYear] }),
  });
}
