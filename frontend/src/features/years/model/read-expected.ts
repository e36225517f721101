import { parseDecimalString } from '@lib/decimal';
import type { ExpectedPupils, Place } from './expected-pupils';
import { textTable } from './text-table';

export type ReadFault =
  | { code: 'no_school_column' | 'no_pupils_column' | 'no_rows'; row: null; column: null; value: null }
  | {
      code: 'unknown_school' | 'level_needed' | 'unknown_level' | 'not_a_year_ahead' | 'not_a_count' | 'twice' | 'header_year';
      row: number;
      column: string;
      value: string;
    };

export type ReadExpected = { expected: ExpectedPupils[]; faults: ReadFault[] };

const MOST_PUPILS = 1_000_000;

const SCHOOL = new Set(['school_id', 'school', 'school id', 'id', 'escuela', 'id de la escuela']);
const LEVEL = new Set(['level', 'grade span', 'nivel']);
const YEAR = new Set(['fiscal_year', 'fiscal year', 'year', 'año', 'año fiscal']);
const PUPILS = new Set(['pupils', 'pupil_count', 'expected', 'expected pupils', 'enrollment', 'alumnos', 'alumnos previstos']);
const key = (text: string) => text.toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** A year as its end (`2028`) or as both (`2027-28`). */
function yearOf(text: string): number | null {
  const found = /^(?:\d{4}\s*[-–/]\s*)?(\d{2}|\d{4})$/.exec(text.trim());
  if (found?.[1] === undefined || (found[1].length === 2 && found[0] === found[1])) return null;
  const year = Number(found[1]);
  return year < 100 ? 2_000 + year : year;
}

/**
 * Read a table of expected pupils: a row per school (and level) with a column per year, or a row per school and year.
 * Nothing is taken while anything is wrong; empty cells mean that nothing is expected there.
 */
export function readExpected(text: string, places: readonly Place[], firstYear: number, years: number): ReadExpected {
  const [header = [], ...rows] = textTable(text);
  const names = header.map(key);
  const at = (known: ReadonlySet<string>) => names.findIndex((name) => known.has(name));
  const [school, level, year, pupils] = [at(SCHOOL), at(LEVEL), at(YEAR), at(PUPILS)];
  const wide = header.map((name, column) => ({ column, name, year: yearOf(name) })).filter((one) => one.year !== null);
  const faults: ReadFault[] = [];
  const whole = (code: 'no_school_column' | 'no_pupils_column' | 'no_rows') => faults.push({ code, row: null, column: null, value: null });
  const isLong = year >= 0 && pupils >= 0;
  if (school < 0) whole('no_school_column');
  if (!isLong && wide.length === 0) whole('no_pupils_column');
  if (faults.length > 0) return { expected: [], faults };

  const bySchool = new Map<string, Place[]>();
  for (const place of places) bySchool.set(place.schoolId, [...(bySchool.get(place.schoolId) ?? []), place]);
  const isAhead = (value: number | null): value is number => value !== null && value > firstYear && value < firstYear + years;
  if (!isLong) {
    for (const one of wide) if (!isAhead(one.year)) faults.push({ code: 'header_year', row: 1, column: one.name, value: one.name });
  }
  const found = new Map<string, ExpectedPupils>();
  let count = 0;
  for (const [index, cells] of rows.entries()) {
    if (cells.every((cell) => cell === '')) continue;
    count++;
    const row = index + 2;
    const cell = (column: number) => cells[column] ?? '';
    const ofSchool = bySchool.get(cell(school));
    if (ofSchool === undefined) {
      faults.push({ code: 'unknown_school', row, column: header[school] ?? '', value: cell(school) });
      continue;
    }
    const levelText = level < 0 ? '' : cell(level);
    const place = levelText === '' ? (ofSchool.length === 1 ? ofSchool[0] : undefined) : ofSchool.find((one) => key(one.level) === key(levelText));
    if (place === undefined) {
      faults.push({ code: levelText === '' ? 'level_needed' : 'unknown_level', row, column: header[level] ?? '', value: levelText });
      continue;
    }
    const figures = isLong ? [{ year: yearOf(cell(year)), yearText: cell(year), column: pupils }] : wide.map((one) => ({ year: one.year, yearText: one.name, column: one.column }));
    for (const figure of figures) {
      const typed = cell(figure.column);
      const column = header[figure.column] ?? '';
      if (typed === '') continue;
      if (!isAhead(figure.year)) {
        if (isLong) faults.push({ code: 'not_a_year_ahead', row, column: header[year] ?? '', value: figure.yearText });
        continue;
      }
      const parsed = parseDecimalString(typed, { maxDecimals: 2 });
      const id = `${place.key}|${figure.year}`;
      if (!parsed.ok || Number(parsed.value) > MOST_PUPILS) faults.push({ code: 'not_a_count', row, column, value: typed });
      else if (found.has(id)) faults.push({ code: 'twice', row, column, value: typed });
      else found.set(id, { fiscal_year: figure.year, school_id: place.schoolId, level: place.level, pupils: parsed.value });
    }
  }
  if (count === 0) whole('no_rows');
  return { expected: faults.length === 0 ? [...found.values()] : [], faults };
}
