import { useQuery } from '@tanstack/react-query';
import { importQuery, importsQuery } from './imports';

/** The revenue sources of the year, as far as the newest import's preview shows them. */
export function useKnownSources(fiscalYear: number): { source_id: string; name: string }[] {
  const imports = useQuery(importsQuery(fiscalYear));
  const newest = imports.data?.find((one) => one.kind === 'revenue_sources');
  const stored = useQuery({ ...importQuery(newest?.import_id ?? ''), enabled: newest !== undefined });
  return (stored.data?.report.preview ?? []).flatMap((row) => {
    const { source_id, name } = row;
    return typeof source_id === 'string' ? [{ source_id, name: typeof name === 'string' && name !== '' ? name : source_id }] : [];
  });
}
