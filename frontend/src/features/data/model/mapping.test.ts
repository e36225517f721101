import { expect, it } from 'vitest';
import { guessKind } from './guess-kind';
import { chooseField, codeOf, type ImportMapping, layoutOf, setConstant } from './mapping';

const MAPPING: ImportMapping = {
  schema_version: 1,
  kind: 'counts',
  columns: [
    { header: 'Site', field: 'school_id', confidence_bp: 9_000, reason: 'a known name' },
    { header: 'EL', field: 'count:english_learner' },
    { header: 'Code', field: 'ignore' },
  ],
  constants: {},
  row_filters: [],
  level: null,
  number_format: '1,234.50',
  negative_amounts: 'refuse',
  blank_values: [],
  sheet: null,
  header_row: null,
  checks: [{ total: 'All', parts: ['EL', 'Other'] }],
};
const fields = (mapping: ImportMapping) => mapping.columns.map((column) => column.field);

it('moves a plain field to the chosen column, and keeps what it does not know', () => {
  const corrected = chooseField(MAPPING, 'Code', 'school_id');
  expect(fields(corrected)).toEqual(['ignore', 'count:english_learner', 'school_id']);
  expect(corrected.checks).toEqual(MAPPING.checks);
});

it('takes a sum away when one of its columns becomes something else', () => {
  expect(chooseField(MAPPING, 'EL', 'ignore').checks).toEqual([]);
  expect(chooseField(MAPPING, 'All', 'pupil_count').checks).toEqual([]);
});

it('lets several columns be counts, and leaves columns out', () => {
  expect(fields(chooseField(MAPPING, 'Code', 'count:english_learner'))).toEqual(['school_id', 'count:english_learner', 'count:english_learner']);
  expect(fields(chooseField(chooseField(MAPPING, 'EL', 'ignore'), 'Site', 'ignore'))).toEqual(['ignore', 'ignore', 'ignore']);
});

it('knows wide from long, sets and clears a fixed value, makes a code of a header', () => {
  expect(layoutOf(MAPPING)).toBe('wide');
  expect(layoutOf(chooseField(MAPPING, 'EL', 'pupil_count'))).toBe('long');
  expect(setConstant(setConstant(MAPPING, 'level', ' high '), 'level', '').constants).toEqual({});
  expect(codeOf('Año: EL count (%)')).toBe('ano_el_count');
});

it('guesses what a file holds from its name and columns', () => {
  expect(guessKind('revenue_sources_2027.csv', ['source_id', 'name', 'funder', 'restricted', 'amount'])).toBe('revenue_sources');
  expect(guessKind('upload.csv', ['school_id', 'level', 'need_category', 'pupil_count'])).toBe('counts');
  expect(guessKind('upload.csv', ['source_id', 'school_id', 'amount', 'grant'])).toBe('school_grants');
  expect(guessKind('district_register_2021_22_comparison.csv', ['school_code', 'unrestricted_00000', 'total_allocation'])).toBe('current_budgets');
  expect(guessKind('schools.csv', ['school_id', 'name', 'school_type', 'grades_low'])).toBe('schools');
  expect(guessKind('export.xlsx', ['school_id', 'measure', 'value'])).toBe('measures');
});
