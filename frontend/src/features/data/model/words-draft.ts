import type { DistrictSettings } from '@lib/api-types';

/** A level or a need category while it is edited; `id` stays whatever is typed. */
export type LevelRow = { id: number; isNew: boolean; level: string; name: string; grades: string };
export type NeedRow = { id: number; isNew: boolean; need_category: string; name: string; duplicated: boolean };
export type WordsDraft = { levels: LevelRow[]; needs: NeedRow[] };

/** The category of every pupil, which no district can do without. */
export const EVERY_PUPIL = 'all';

export const draftOf = ({ levels, need_categories }: DistrictSettings): WordsDraft => ({
  levels: levels.map((level, id) => ({ id, isNew: false, level: level.level, name: level.name, grades: level.grades.join(' ') })),
  needs: need_categories.map((need, id) => ({ id, isNew: false, ...need })),
});

/** Grades as people type them: `K 1 2`, `K, 1, 2`. */
export const gradesOf = (text: string): string[] => text.split(/[\s,;]+/).filter((grade) => grade !== '');

/** The settings with the words of the draft; everything else stays. */
export const withWords = (settings: DistrictSettings, { levels, needs }: WordsDraft): DistrictSettings => ({
  ...settings,
  levels: levels.map(({ level, name, grades }) => ({ level: level.trim(), name: name.trim(), grades: gradesOf(grades) })),
  need_categories: needs.map(({ need_category, name, duplicated }) => ({ need_category: need_category.trim(), name: name.trim(), duplicated })),
});

export type WordFault = 'no_name' | 'no_code' | 'bad_code' | 'taken_code' | 'bad_grade' | 'taken_grade';
/** What is wrong with a row, by its field. */
export type RowFaults = { name?: WordFault; code?: WordFault; grades?: { fault: WordFault; grade: string } };

const CODE = /^[A-Za-z0-9][A-Za-z0-9 ._@-]{0,63}$/;
const GRADE = /^[A-Za-z0-9]{1,8}$/;

function codeFault(code: string, others: readonly string[]): WordFault | undefined {
  if (code === '') return 'no_code';
  if (!CODE.test(code)) return 'bad_code';
  return others.includes(code) ? 'taken_code' : undefined;
}

function gradesFault(grades: readonly string[], others: readonly string[]): RowFaults['grades'] {
  const bad = grades.find((grade) => !GRADE.test(grade));
  if (bad !== undefined) return { fault: 'bad_grade', grade: bad };
  const taken = grades.find((grade, place) => others.includes(grade) || grades.indexOf(grade) !== place);
  return taken === undefined ? undefined : { fault: 'taken_grade', grade: taken };
}

const nameFault = (name: string): WordFault | undefined => (name.trim() === '' ? 'no_name' : undefined);

export function levelFaults(rows: readonly LevelRow[], row: LevelRow): RowFaults {
  const others = rows.filter((one) => one.id !== row.id);
  return {
    name: nameFault(row.name),
    code: codeFault(row.level.trim(), others.map((one) => one.level.trim())),
    grades: gradesFault(gradesOf(row.grades), others.flatMap((one) => gradesOf(one.grades))),
  };
}

export const needFaults = (rows: readonly NeedRow[], row: NeedRow): RowFaults => ({
  name: nameFault(row.name),
  code: codeFault(row.need_category.trim(), rows.filter((one) => one.id !== row.id).map((one) => one.need_category.trim())),
});

export const isSound = ({ levels, needs }: WordsDraft): boolean =>
  [...levels.map((row) => levelFaults(levels, row)), ...needs.map((row) => needFaults(needs, row))].every((faults) => Object.values(faults).every((fault) => fault === undefined));

/** An id that no row has. */
export const nextId = (rows: readonly { id: number }[]): number => Math.max(-1, ...rows.map((row) => row.id)) + 1;

/** The rows with one of them a place further up or down. */
export function moved<R>(rows: readonly R[], from: number, by: -1 | 1): R[] {
  const [one, other] = [rows[from], rows[from + by]];
  return one === undefined || other === undefined ? [...rows] : rows.with(from, other).with(from + by, one);
}
