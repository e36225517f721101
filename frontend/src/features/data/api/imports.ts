import { api } from '@lib/api';
import type { ImportKind, ImportReport, StoredImport } from '@lib/api-types';
import { allPages } from '@lib/district';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ImportMapping } from '../model/mapping';

/** What the interface adds to a report beyond its common part. */
export type Report = Omit<ImportReport, 'mapping'> & {
  mapping: ImportMapping;
  sheet?: string | null;
  filtered_count?: number;
  canonical_count?: number;
};

export type ImportLine = {
  import_id: string;
  fiscal_year: number;
  kind: ImportKind;
  version: number;
  /** What people call this version; empty where they call it nothing. */
  label: string;
  file_name: string;
  sha256: string;
  row_count: number;
  accepted_count: number;
  stored_at: string;
  stored_by: string;
};

export const importsQuery = (fiscalYear: number) =>
  queryOptions({
    queryKey: ['allocation', 'imports', fiscalYear],
    queryFn: ({ signal }) => allPages<ImportLine>('/allocation/v1/imports', { fiscal_year: fiscalYear }, signal),
  });

export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: ['allocation', 'import', importId],
    queryFn: ({ signal }) => api.get<ImportLine & { report: Report }>(`/allocation/v1/imports/${importId}`, { signal }),
    staleTime: Infinity,
  });

/** A file and how it is to be read. Without a mapping the server proposes one. */
export type ImportDraft = {
  file: File;
  kind: ImportKind;
  fiscalYear: number;
  mapping: ImportMapping | null;
  mappingName: string | null;
};

function formOf(draft: ImportDraft, more: Record<string, string>): FormData {
  const form = new FormData();
  form.set('file', draft.file, draft.file.name);
  form.set('kind', draft.kind);
  form.set('fiscal_year', String(draft.fiscalYear));
  if (draft.mapping !== null) form.set('mapping', JSON.stringify(draft.mapping));
  else if (draft.mappingName !== null) form.set('mapping_name', draft.mappingName);
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  return form;
}

const fileKey = (file: File) => [file.name, file.size, file.lastModified];

/** Reads the file without storing anything; the last report stays on screen while a correction is checked. */
export const dryRunQuery = (draft: ImportDraft) =>
  queryOptions({
    queryKey: ['import-check', ...fileKey(draft.file), draft.kind, draft.fiscalYear, draft.mapping, draft.mappingName],
    queryFn: ({ signal }) => api.post<Report>('/allocation/v1/imports', formOf(draft, { validate_only: 'true' }), { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
  });

const PROBE_BYTES = 64 * 1024;

/** The first lines of a text file are enough to see its columns. */
async function firstLines(file: File): Promise<File> {
  if (!/\.(csv|txt|tsv)$/i.test(file.name) || file.size <= PROBE_BYTES) return file;
  const bytes = new Uint8Array(await file.slice(0, PROBE_BYTES).arrayBuffer());
  const end = bytes.lastIndexOf(0x0a);
  return new File([bytes.slice(0, end < 0 ? bytes.length : end + 1)], file.name);
}

/** The columns of a file of unknown kind, as the server reads them. */
export const headersQuery = (file: File, fiscalYear: number) =>
  queryOptions({
    queryKey: ['import-headers', ...fileKey(file), fiscalYear],
    queryFn: async ({ signal }) => {
      const draft: ImportDraft = { file: await firstLines(file), kind: 'schools', fiscalYear, mapping: null, mappingName: null };
      const report = await api.post<Report>('/allocation/v1/imports', formOf(draft, { validate_only: 'true' }), { signal });
      return report.columns.map((column) => column.header);
    },
    retry: false,
    staleTime: Infinity,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
  });

export type StoreRequest = { draft: ImportDraft; faultyRows: 'refuse' | 'leave_out'; label: string; idempotencyKey: string };

export function useStoreImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ draft, faultyRows, label, idempotencyKey }: StoreRequest) =>
      api.post<StoredImport>('/allocation/v1/imports', formOf(draft, { validate_only: 'false', faulty_rows: faultyRows, label }), {
        idempotencyKey,
      }),
    // Schools, sources and every calculation rest on what was just stored.
    onSuccess: () => client.invalidateQueries({ queryKey: ['allocation'] }),
  });
}
