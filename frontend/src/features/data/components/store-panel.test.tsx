import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { ImportDraft, Report } from '../api/imports';
import { StorePanel } from './store-panel';

const DRAFT: ImportDraft = { file: new File(['source_id\n'], 'money.csv'), kind: 'revenue_sources', fiscalYear: 2027, mapping: null, mappingName: null };
const REPORT = { kind: 'revenue_sources', errors: [], warnings: [], row_count: 2, accepted_count: 2 } as unknown as Report;

const store = () => fireEvent.click(screen.getByRole('button', { name: /^Store 2 rows/ }));

it('stores the version under its label; another label is another intent', async () => {
  const answers = [Response.json({ title: 'Try again', code: 'busy', status: 503 }, { status: 503 }), Response.json({ version: 1 }, { status: 201 })];
  const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => answers.shift() ?? Response.error());
  const onStored = vi.fn();
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={new QueryClient()}>
        <StorePanel draft={DRAFT} report={REPORT} onStored={onStored} />
      </QueryClientProvider>
    </I18nProvider>,
  );
  const label = screen.getByRole('textbox', { name: /^What this version is called/ });
  fireEvent.change(label, { target: { value: ' low ' } });
  store();
  await screen.findByText('Try again');
  fireEvent.change(label, { target: { value: 'likely' } });
  store();
  await waitFor(() => expect(onStored).toHaveBeenCalled());
  const sent = fetched.mock.calls.map(([, init]) => ({ form: init?.body as FormData, key: new Headers(init?.headers).get('Idempotency-Key') }));
  expect(sent.map((each) => each.form.get('label'))).toEqual(['low', 'likely']);
  expect(new Set(sent.map((each) => each.key)).size).toBe(2);
});
