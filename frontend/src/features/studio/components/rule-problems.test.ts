import { describe, expect, it } from 'vitest';
import { problemsUnder } from './rule-problems';

const at = (pointer: string) => ({ pointer, message: '-1 is not between 0 and 1,000', remedy: null });

describe('problemsUnder', () => {
  it('finds the field of a pointer into what was sent', () => {
    const found = problemsUnder([at('/policy/sources/0/rules/1/threshold'), at('/policy/sources/0/rules/1/weights/0/weight')], '/sources/0/rules/1');
    expect([...found.keys()]).toEqual(['threshold', 'weights/0/weight']);
    expect(found.get('threshold')).toBe('-1 is not between 0 and 1,000');
  });

  it('takes no fault of another rule', () => {
    expect(problemsUnder([at('/policy/sources/0/rules/10/threshold'), at('/policy/sources/1/rules/1/threshold')], '/sources/0/rules/1').size).toBe(0);
  });
});
