import type { ImportKind } from '@lib/api-types';

export type ColumnChoice = { header: string; field: string; confidence_bp?: number; reason?: string };
export type RowFilter = { header: string; keep: string[]; drop: string[] };
/** The parts must make up the total on every row. */
export type SumCheck = { total: string; parts: string[]; [more: string]: unknown };
export type LevelRule = {
  by: 'column' | 'grades' | 'counts' | 'school' | 'constant' | 'whole';
  header?: string | null;
  values?: Record<string, string>;
  spanning: 'main' | 'lowest' | 'highest' | 'spread' | 'whole' | 'refuse';
  otherwise?: string | null;
};

/** How the columns of one kind of file fill the fields; the server's document, kept whole when parts are changed. */
export type ImportMapping = {
  schema_version: 1;
  kind: ImportKind;
  columns: ColumnChoice[];
  constants: Record<string, string>;
  row_filters: RowFilter[];
  level: LevelRule | null;
  number_format: '1,234.50' | '1.234,50';
  negative_amounts: 'refuse' | 'allow';
  blank_values: string[];
  sheet: string | null;
  header_row: number | null;
  checks?: SumCheck[];
  [more: string]: unknown;
};

export const IGNORE = 'ignore';

/** Fields that one column fills; the first of each kind are those people need most. */
export const FIELDS: Record<ImportKind, readonly string[]> = {
  schools: ['school_id', 'name', 'levels', 'school_type', 'grades_low', 'grades_high', 'opened_on', 'closed_on', 'flags'],
  counts: ['school_id', 'level', 'need_category', 'pupil_count', 'basis', 'counted_on', 'school_name', 'grades_low', 'grades_high', 'fiscal_year'],
  measures: ['school_id', 'measure', 'value', 'school_name', 'fiscal_year'],
  revenue_sources: ['source_id', 'name', 'funder', 'restricted', 'amount', 'account_code', 'fiscal_year'],
  current_budgets: ['school_id', 'amount', 'source_id', 'school_name', 'fiscal_year'],
  school_grants: ['source_id', 'school_id', 'amount', 'label', 'school_name', 'fiscal_year'],
  staff: ['employee_id', 'school_id', 'job_class', 'fte', 'salary', 'benefits', 'longevity', 'funding', 'federal', 'years', 'school_name', 'fiscal_year'],
  actual_expenditures: ['school_id', 'pupil_count', 'federal_personnel', 'federal_other', 'state_local_personnel', 'state_local_other', 'school_name', 'fiscal_year'],
};

/** What a column of a wide table holds instead: figures of one need category, measure, source or flag. */
export const WIDE_ROLE: Record<ImportKind, 'count' | 'measure' | 'amount' | 'flag' | null> = {
  schools: 'flag',
  counts: 'count',
  measures: 'measure',
  revenue_sources: null,
  current_budgets: 'amount',
  school_grants: 'amount',
  staff: null,
  actual_expenditures: null,
};

const isPlainField = (field: string) => field !== IGNORE && !field.includes(':');

/** Say what a column is. A plain field has one column, so it leaves the one that had it; a sum over the column no longer holds. */
export function chooseField(mapping: ImportMapping, header: string, field: string): ImportMapping {
  return {
    ...mapping,
    ...(mapping.checks !== undefined && { checks: mapping.checks.filter((check) => check.total !== header && !check.parts.includes(header)) }),
    columns: mapping.columns.map((column) => {
      if (column.header === header) return { header, field };
      return isPlainField(field) && column.field === field ? { header: column.header, field: IGNORE } : column;
    }),
  };
}

/** A fixed value for every row; an empty one takes it away. */
export function setConstant(mapping: ImportMapping, field: string, value: string): ImportMapping {
  const { [field]: _before, ...others } = mapping.constants;
  return { ...mapping, constants: value.trim() === '' ? others : { ...others, [field]: value.trim() } };
}

/** Wide: figures stand in columns of their own. Long: one row for each figure. */
export const layoutOf = (mapping: ImportMapping): 'wide' | 'long' =>
  mapping.columns.some((column) => column.field.includes(':') && !column.field.startsWith('flag:')) ? 'wide' : 'long';

/** A code as the server takes one, from a column's header: `EL count` gives `el_count`. */
export function codeOf(header: string): string {
  const code = header
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 64);
  return code === '' ? 'column' : code;
}

export function splitValues(text: string): string[] {
  return text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}
