import { expect, test, vi } from 'vitest';
import { followOtherTabs, type Language } from './speech';

const written = (key: string, newValue: string | null) => dispatchEvent(new StorageEvent('storage', { key, newValue }));

test('A language that is chosen in another tab is spoken here too', () => {
  const activate = vi.fn<(language: Language) => Promise<void>>(() => Promise.resolve());
  followOtherTabs(activate);
  written('ssfr.language', 'es');
  expect(activate.mock.calls).toEqual([['es']]);
});

test('What is no language of ours, and what else tabs remember, changes nothing', () => {
  const activate = vi.fn<(language: Language) => Promise<void>>(() => Promise.resolve());
  followOtherTabs(activate);
  written('ssfr.language', 'tlh');
  written('ssfr.language', null);
  written('something.else', 'es');
  expect(activate).not.toHaveBeenCalled();
});
