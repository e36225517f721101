import { expect, it } from 'vitest';
import { problemsUnder } from './rule-problems';

const fault = (pointer: string, message: string, remedy: string | null = null) => ({ pointer, message, remedy });

it('finds what lies under a pointer, whatever stands before it', () => {
  const faults = [
    fault('/policy/sources/1/rules/0/threshold', 'not a number', 'Type a number'),
    fault('/policy/sources/1/rules/0', 'give one of both'),
    fault('/policy/sources/1/rules/01/threshold', 'of another rule'),
    fault('/policy/sources/11/rules/0/threshold', 'of another source'),
  ];
  expect([...problemsUnder(faults, '/sources/1/rules/0')]).toEqual([
    ['threshold', 'not a number. Type a number'],
    ['', 'give one of both'],
  ]);
});
