import { expect, it } from 'vitest';
import { begunAt, insertName, markFaults, nameFrom } from './expression-text';

it.each([
  ['sha', 3, { from: 0, text: 'sha' }],
  ['pupils * sh', 11, { from: 9, text: 'sh' }],
  ['pupils * ', 9, { from: 9, text: '' }],
  ['count("english le', 17, { from: 6, text: 'english le' }],
  ['count("a") + b', 10, { from: 10, text: '' }],
  ['count("a")', 9, { from: 9, text: '' }],
  ['measure("x") * mea', 18, { from: 15, text: 'mea' }],
])('the word that is begun in %s at %i', (text, cursor, begun) => {
  expect(begunAt(text, cursor)).toEqual(begun);
});

it('puts a name in place of the begun word and the cursor after it', () => {
  expect(insertName('pupils * sh + 1', 11, 'share(')).toEqual({ text: 'pupils * share( + 1', cursor: 15 });
  expect(insertName('count("eng")', 10, '"english learner"')).toEqual({ text: 'count("english learner")', cursor: 23 });
});

it('marks the word at each fault, and the last sign when the fault is at the end', () => {
  expect(markFaults('a + nix * b', [5])).toEqual([
    { text: 'a + ', isFault: false },
    { text: 'nix', isFault: true },
    { text: ' * b', isFault: false },
  ]);
  expect(markFaults('a +', [9])).toEqual([
    { text: 'a ', isFault: false },
    { text: '+', isFault: true },
  ]);
  expect(markFaults('', [1])).toEqual([]);
  expect(markFaults('x y', [1, 1, 3]).map((piece) => piece.text)).toEqual(['x', ' ', 'y']);
});

it('loses no letter of the text', () => {
  const text = 'if(count("a b") > 3, $4000 / pupil, 0)';
  for (let at = 0; at <= text.length + 2; at += 1) expect(markFaults(text, [at, at + 3]).map((piece) => piece.text).join('')).toBe(text);
});

it('makes a name of a label', () => {
  expect(nameFrom('Small schools (2027)', [])).toBe('small_schools_2027');
  expect(nameFrom('Niñez', ['ninez'])).toBe('ninez_2');
  expect(nameFrom('3rd grade', [])).toBe('m_3rd_grade');
  expect(nameFrom('???', [])).toBe('own_measure');
  expect(nameFrom('Share', [])).toBe('share_of_school');
});
