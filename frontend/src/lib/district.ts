import { queryOptions } from '@tanstack/react-query';
import { api, query } from './api';
import type { DistrictSettings, Page, SchoolListItem } from './api-types';

export const districtSettingsQuery = queryOptions({
  queryKey: ['allocation', 'district-settings'],
  queryFn: ({ signal }) => api.get<DistrictSettings>('/allocation/v1/district-settings', { signal }),
  staleTime: 5 * 60_000,
});

/** Each page waits for the one before it, so fewer are faster. */
const LARGEST_PAGE = 2_000;

/** All pages of a list, one after the other. */
export async function allPages<T>(
  path: string,
  parameters: Record<string, string | number | null | undefined>,
  signal: AbortSignal,
): Promise<T[]> {
  const items: T[] = [];
  let token: string | null = null;
  do {
    const page: Page<T> = await api.get(`${path}${query({ ...parameters, page_size: LARGEST_PAGE, page_token: token })}`, { signal });
    items.push(...page.items);
    token = page.next_page_token || null;
  } while (token !== null);
  return items;
}

export const schoolsQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['allocation', 'schools', fiscalYear],
    queryFn: ({ signal }) => allPages<SchoolListItem>('/allocation/v1/schools', { fiscal_year: fiscalYear }, signal),
    staleTime: 60_000,
  });
