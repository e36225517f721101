// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { dayFromToday, linkOf, textIn } from './words';

describe('textIn', () => {
  it('falls back on English', () => {
    expect(textIn({ en: 'Hello', es: 'Hola' }, 'es')).toBe('Hola');
    expect(textIn({ en: 'Hello', es: '' }, 'es')).toBe('Hello');
    expect(textIn({}, 'en')).toBe('');
  });
});

describe('links and days', () => {
  it('say where and when', () => {
    expect(linkOf('abc')).toMatch(/\/take-part\/abc$/);
    expect(dayFromToday(30, new Date('2026-11-22T10:00:00Z'))).toBe('2026-12-22');
  });
});
