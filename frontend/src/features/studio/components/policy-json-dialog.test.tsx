import type { Policy } from '@lib/api-types';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { newRule } from '../model/new-rule';
import { policyOf, source } from './policy-ground';
import { PolicyJsonDialog } from './policy-json-dialog';

const POLICY = policyOf({ sources: [source('LCFF', 'unlocked', [newRule('foundation', 'base')])] });

const taken: Policy[] = [];
const closed = vi.fn();
afterEach(() => {
  taken.length = 0;
  closed.mockClear();
});

const shown = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <I18nProvider i18n={i18n}>
        <PolicyJsonDialog scenarioId="s1" fiscalYear={2027} onClose={closed} onTake={(policy) => taken.push(policy)} />
      </I18nProvider>
    </QueryClientProvider>,
  );

const bring = async (text: string) => {
  await userEvent.upload(screen.getByLabelText(/A policy file/), new File([text], 'policy.json', { type: 'application/json' }));
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Or paste it here' });
  await waitFor(() => expect(field.value).toBe(text));
  await userEvent.click(screen.getByRole('button', { name: 'Use this policy' }));
};

const refusal = (errors: object[]) =>
  Response.json({ type: 'about:blank', title: 'Malformed', status: 422, code: 'malformed', errors }, { status: 422, headers: { 'content-type': 'application/problem+json' } });

it('takes a good file, once the server has read it', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ changes: [] }));
  shown();
  await bring(JSON.stringify(POLICY));
  await waitFor(() => expect(closed).toHaveBeenCalledOnce());
  expect(taken).toEqual([POLICY]);
  expect(JSON.parse(String(fetched.mock.calls[0]?.[1]?.body))).toEqual({ before: { scenario_id: 's1' }, after: { policy: POLICY }, effects: false });
});

it.each([
  ['not JSON', '{"sources": []\n  "name": 1}', /^This is not JSON: it cannot be read from line 2, column 3 on\./],
  ['not all there', '{"sources": [', /^This is not JSON/],
  ['no policy', '{"fiscal_year": 2027}', /it has no list of sources/],
  ['another year’s', JSON.stringify({ ...POLICY, fiscal_year: 2026 }), /for the year 2026, the scenario is for 2027/],
])('says why a file that is %s cannot be used, and asks nobody', async (_, text, words) => {
  const fetched = vi.spyOn(globalThis, 'fetch');
  shown();
  await bring(text);
  expect(screen.getByRole('alert').textContent).toMatch(words);
  expect(fetched).not.toHaveBeenCalled();
  expect([taken.length, closed.mock.calls.length]).toEqual([0, 0]);
});

it('shows the place of what the server cannot read, keeps the text, and forgets the fault when it is changed', async () => {
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(
    refusal([{ pointer: '/after/policy/sources/0/rules/0/amounts', message: 'Field required', remedy: 'Add the key.' }]),
  );
  shown();
  const broken = JSON.stringify({ ...POLICY, sources: [{ source_id: 'LCFF', distribution: 'unlocked', rules: [{ kind: 'foundation', rule_id: 'base' }] }] });
  await bring(broken);
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('/sources/0/rules/0/amounts Field required Add the key.');
  expect(alert.textContent).not.toContain('/after');
  expect([taken.length, closed.mock.calls.length]).toEqual([0, 0]);
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Or paste it here' });
  expect(field.value).toBe(broken);
  fireEvent.change(field, { target: { value: '{}' } });
  expect(screen.queryByRole('alert')).toBeNull();
});

it.each([['{}'], ['[null, 3]'], ['"all"']])('lets the server say what is wrong with rules that are none: %s', async (rules) => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(refusal([{ pointer: '/after/policy/sources/0/rules', message: 'Not a list', remedy: null }]));
  shown();
  await bring(`{"fiscal_year": 2027, "schema_version": 9, "sources": [{"source_id": "LCFF", "rules": ${rules}}]}`);
  expect((await screen.findByRole('alert')).textContent).toContain('/sources/0/rules Not a list');
  expect(JSON.parse(String(fetched.mock.calls[0]?.[1]?.body))).toMatchObject({ after: { policy: { schema_version: 9, sources: [{ rules: JSON.parse(rules) as object }] } } });
});
