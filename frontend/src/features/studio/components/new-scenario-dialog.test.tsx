import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { ScenarioSummary } from '../api/scenarios';
import { NewScenarioDialog } from './new-scenario-dialog';
import { policyOf } from './policy-ground';

const TEMPLATES = [
  { template_id: 'equal', title: 'Equal by pupils', description: 'The same for every pupil.' },
  { template_id: 'weighted', title: 'Weighted by need', description: 'More where need is greater.' },
];
const EXISTING = [{ scenario_id: 's1', name: 'Adopted' }] as unknown as ScenarioSummary[];
const POLICY = policyOf({ name: 'More for need' });

type Asked = { path: string; body: unknown };

function answering(templates: () => Response): Asked[] {
  const asked: Asked[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const path = new URL(String(input instanceof Request ? input.url : input), 'http://localhost').pathname.replace('/api/allocation/v1', '');
    asked.push({ path, body: typeof init?.body === 'string' ? JSON.parse(init.body) : null });
    if (path === '/policy-templates') return templates();
    if (path.startsWith('/policy-templates/')) return Response.json({ policy: POLICY });
    return Response.json({ scenario_id: 'new' }, { status: 201 });
  });
  return asked;
}

function show(): { created: string[] } {
  const created: string[] = [];
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <I18nProvider i18n={i18n}>
        <NewScenarioDialog fiscalYear={2027} scenarios={EXISTING} onClose={() => {}} onCreated={(id) => created.push(id)} onGoToData={() => {}} />
      </I18nProvider>
    </QueryClientProvider>,
  );
  return { created };
}

const name = (text: string) => fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: text } });
const create = () => fireEvent.click(screen.getByRole('button', { name: 'Create and open' }));

it('begins with the chosen template, fitted to the district and under its own name', async () => {
  const asked = answering(() => Response.json({ templates: TEMPLATES }));
  const { created } = show();
  fireEvent.click(screen.getByRole('radio', { name: /^A template/ }));
  const choice = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'Template' });
  expect(within(choice).getAllByRole('option').map((one) => one.textContent)).toEqual(['Equal by pupils', 'Weighted by need']);
  expect(screen.getByText('The same for every pupil.')).toBeTruthy();
  fireEvent.change(choice, { target: { value: 'weighted' } });
  expect(screen.getByText('More where need is greater.')).toBeTruthy();
  name(' More for need ');
  create();
  await waitFor(() => expect(created).toEqual(['new']));
  expect(asked.slice(1)).toEqual([
    { path: '/policy-templates/weighted/policy', body: { fiscal_year: 2027, name: 'More for need' } },
    { path: '/scenarios', body: { name: 'More for need', policy: POLICY, fiscal_year: 2027 } },
  ]);
});

it('asks for a name first, and creates nothing without one', async () => {
  const asked = answering(() => Response.json({ templates: TEMPLATES }));
  show();
  fireEvent.click(screen.getByRole('radio', { name: /^A template/ }));
  await screen.findByRole('combobox', { name: 'Template' });
  create();
  expect(screen.getByText('Give it a name.')).toBeTruthy();
  expect(asked.map((one) => one.path)).toEqual(['/policy-templates']);
});

it('creates nothing while there are no templates to choose from, and says why there are none', async () => {
  const asked = answering(() => Response.json({ type: 'about:blank', title: 'The service is not there', status: 503, code: 'unavailable' }, { status: 503, headers: { 'content-type': 'application/problem+json' } }));
  show();
  fireEvent.click(screen.getByRole('radio', { name: /^A template/ }));
  expect(await screen.findByText('The service is not there')).toBeTruthy();
  name('Mine');
  create();
  expect(asked.every((one) => one.path === '/policy-templates')).toBe(true);
});
