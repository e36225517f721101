import type { DistrictSettings } from '@lib/api-types';
import { expect, it } from 'vitest';
import { draftOf, gradesOf, isSound, levelFaults, moved, needFaults, nextId, withWords } from './words-draft';

const SETTINGS: DistrictSettings = {
  fiscal_year_start_month: 7,
  current_fiscal_year: 2027,
  levels: [
    { level: 'elementary', name: 'Elementary', grades: ['K', '1'] },
    { level: 'high', name: 'High', grades: ['9'] },
  ],
  need_categories: [{ need_category: 'all', name: 'All pupils', duplicated: false }],
};

it('gives back what nobody changed', () => {
  expect(withWords(SETTINGS, draftOf(SETTINGS))).toEqual(SETTINGS);
  expect(isSound(draftOf(SETTINGS))).toBe(true);
});

it('reads grades with spaces and commas', () => {
  expect(gradesOf(' K, 1 2;3 ')).toEqual(['K', '1', '2', '3']);
});

it('names a grade that stands on two levels, twice on one, or is none', () => {
  const { levels } = draftOf(SETTINGS);
  const faults = (grades: string) => levelFaults(levels, { id: 0, isNew: false, level: 'elementary', name: 'Elementary', grades }).grades;
  expect(faults('K 9')).toEqual({ fault: 'taken_grade', grade: '9' });
  expect(faults('K 1 K')).toEqual({ fault: 'taken_grade', grade: 'K' });
  expect(faults('K-1')).toEqual({ fault: 'bad_grade', grade: 'K-1' });
  expect(faults('')).toBeUndefined();
});

it('asks for names and codes that nobody else has', () => {
  const { levels, needs } = draftOf(SETTINGS);
  const row = { id: nextId(levels), isNew: true, level: 'high', name: ' ', grades: '' };
  expect(levelFaults([...levels, row], row)).toEqual({ name: 'no_name', code: 'taken_code', grades: undefined });
  const need = { id: nextId(needs), isNew: true, need_category: '*', name: 'Any', duplicated: false };
  expect(needFaults([...needs, need], need).code).toBe('bad_code');
  expect(isSound({ levels, needs: [...needs, need] })).toBe(false);
});

it('moves a row up or down, and nowhere beyond the ends', () => {
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
});
