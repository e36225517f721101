import { expect, it } from 'vitest';
import { placeKey, withExpected } from './expected-pupils';
import { readExpected } from './read-expected';
import { textTable } from './text-table';

const place = (schoolId: string, level: string) => ({ key: placeKey(schoolId, level), schoolId, level, name: schoolId });
const PLACES = [place('101', 'elementary'), place('102', 'elementary'), place('102', 'middle')];
const read = (text: string) => readExpected(text, PLACES, 2027, 4);

it('takes a row per school with a column per year, and leaves empty cells alone', () => {
  const { expected, faults } = read('school_id,level,2028,2028-29\n101,,412,\n102,Middle,"1,050.5",300\n');
  expect(faults).toEqual([]);
  expect(expected).toEqual([
    { fiscal_year: 2028, school_id: '101', level: 'elementary', pupils: '412' },
    { fiscal_year: 2028, school_id: '102', level: 'middle', pupils: '1050.5' },
    { fiscal_year: 2029, school_id: '102', level: 'middle', pupils: '300' },
  ]);
});

it('takes a row per school and year, as a spreadsheet pastes it', () => {
  expect(read('School\tYear\tPupils\n101\t2030\t400\n').expected).toEqual([{ fiscal_year: 2030, school_id: '101', level: 'elementary', pupils: '400' }]);
});

it('takes nothing while anything is wrong, and says where', () => {
  const { expected, faults } = read('school_id;level;2028\n101;;400\n999;;1\n102;;5\n102;high;5\n101;;many\n101;elementary;401\n');
  expect(expected).toEqual([]);
  expect(faults.map((fault) => [fault.code, fault.row, fault.column, fault.value])).toEqual([
    ['unknown_school', 3, 'school_id', '999'],
    ['level_needed', 4, 'level', ''],
    ['unknown_level', 5, 'level', 'high'],
    ['not_a_count', 6, '2028', 'many'],
    ['twice', 7, '2028', '401'],
  ]);
  expect(read('school_id,fiscal_year,pupils\n101,2027,5\n').faults[0]?.code).toBe('not_a_year_ahead');
  expect(read('school_id,2035\n101,5\n').faults[0]?.code).toBe('header_year');
  expect(read('name,2028\nA,5').faults[0]?.code).toBe('no_school_column');
  expect(read('school_id,level\n101,5').faults[0]?.code).toBe('no_pupils_column');
  expect(read('school_id,2028\n\n').faults[0]?.code).toBe('no_rows');
});

it('puts a figure in, changes it and takes it out again', () => {
  const [first] = PLACES;
  if (first === undefined) throw new Error('there are places');
  const once = withExpected([], first, 2028, '400');
  expect(withExpected(once, first, 2028, '401')).toEqual([{ fiscal_year: 2028, school_id: '101', level: 'elementary', pupils: '401' }]);
  expect(withExpected(once, first, 2028, null)).toEqual([]);
});

it('reads quotes, separators and the marks of other systems', () => {
  expect(textTable('\uFEFFa;b\r\n"x;""y""";2')).toEqual([
    ['a', 'b'],
    ['x;"y"', '2'],
  ]);
});
