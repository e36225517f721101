import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import type { PolicyWords } from '../model/policy-words';
import { GroupRows } from './group-rows';

const WORDS: PolicyWords = { levels: ['K', '6'], groups: [{ id: 0, was: 'Lower', name: 'Lower', levels: ['K'] }], needs: ['all'], repeating: [], unions: [] };

function Rows({ used }: { used: string }) {
  const [words, setWords] = useState(WORDS);
  return <GroupRows words={words} inRules={new Set([used])} isAsked onChange={(groups) => setWords({ ...words, groups })} />;
}

const show = (used: string) =>
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={new QueryClient()}>
        <Rows used={used} />
      </QueryClientProvider>
    </I18nProvider>,
  );
const name = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Name of the group' });

it('lets a new name be corrected that happens to be a word of the rules', async () => {
  show('6');
  await userEvent.clear(name());
  await userEvent.type(name(), '6');
  expect(screen.getByText('A level or another group has this name.')).toBeTruthy();
  await userEvent.type(name(), '-8');
  expect(name().value).toBe('6-8');
  expect(screen.getByRole('button', { name: 'Remove 6-8' })).toBeTruthy();
});

it('keeps the name that a rule uses', () => {
  show('Lower');
  expect(name().readOnly).toBe(true);
  expect(screen.queryByRole('button', { name: /Remove/ })).toBeNull();
});

it('reads what is wrong with the levels of a group together with them', async () => {
  show('');
  await userEvent.click(screen.getByRole('checkbox', { name: /K/ }));
  const group = screen.getByRole('group', { name: 'Levels of Lower' });
  const described = document.getElementById(group.getAttribute('aria-describedby') ?? '');
  expect(described?.textContent).toContain('Choose at least one level.');
});
