import type { ImportLine } from '@lib/api-types';
import { allPages } from '@lib/district';
import { queryOptions } from '@tanstack/react-query';

/** Every import of a year's revenue, newest first: what is feared, likely and hoped for. */
export const revenueVersionsQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['allocation', 'imports', fiscalYear, 'revenue_sources'],
    queryFn: ({ signal }) => allPages<ImportLine>('/allocation/v1/imports', { fiscal_year: fiscalYear, kind: 'revenue_sources' }, signal),
  });
