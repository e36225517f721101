import { describe, expect, it } from 'vitest';
import { spanishNeed } from './spanish-needs';

describe('spanishNeed', () => {
  it('knows the names that a district begins with and the demonstration uses', () => {
    const names = ['All pupils', 'Poverty', 'English learner', 'Special education', 'Foster youth', 'Homeless', 'Gifted'];
    const demonstration = ['Pupils in poverty', 'English learners', 'Pupils with disabilities', 'Pupils without a home', 'Newcomers to the country', 'Children of migrant workers', 'Gifted and talented'];
    for (const name of [...names, ...demonstration]) expect(spanishNeed(name)).not.toBe('');
    expect(spanishNeed(' english learners ')).toBe('Estudiantes que aprenden inglés');
  });

  it('guesses no name of a district’s own', () => {
    expect(spanishNeed('Tier II reading')).toBe('');
  });
});
