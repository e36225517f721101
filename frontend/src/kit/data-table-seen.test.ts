import { expect, it } from 'vitest';
import { rowsSeen } from './data-table-seen';

const RANGE = { startIndex: 100, endIndex: 111, overscan: 6, count: 1_000 };
const ends = (rows: number[]) => [rows[0], rows.at(-1)];

it('draws all that fit, and some around them, until it is known what is seen', () => {
  expect(ends(rowsSeen(RANGE, null, 48))).toEqual([94, 117]);
});

it('draws no fewer for a table that is in the window as a whole', () => {
  expect(ends(rowsSeen(RANGE, 576, 48))).toEqual([94, 117]);
});

it('leaves out what the lower edge of the window cuts off, except what is near it', () => {
  expect(ends(rowsSeen(RANGE, 144, 48))).toEqual([94, 108]);
});

it('keeps a few rows of a table that is out of sight', () => {
  expect(ends(rowsSeen(RANGE, 0, 48))).toEqual([94, 105]);
});

it('draws no row that there is not', () => {
  expect(rowsSeen({ startIndex: 0, endIndex: 2, overscan: 6, count: 3 }, 576, 48)).toEqual([0, 1, 2]);
});
