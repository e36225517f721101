import type { Scenario } from '@lib/api-types';
import { sessionKey } from '@lib/session';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { Borrowed, LibraryFormula } from '../api/library';
import { SaveAsScenario } from './save-as-scenario';

it('keeps the versions of the data that the formula was tried on', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ scenario_id: 'new', fiscal_year: 2027 }, { status: 201 }));
  const client = new QueryClient();
  client.setQueryData(sessionKey, { user_id: 'u1', username: 'dana', display_name: 'Dana', roles: ['budget_director'], csrf_token: 't' });
  const onSaved = vi.fn();
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <SaveAsScenario
          scenario={{ fiscal_year: 2027, data_versions: { counts: 1 } } as unknown as Scenario}
          formula={{ district: 'Boston', fiscal_year: 2024 } as LibraryFormula}
          borrowed={{ policy: { sources: [] } } as unknown as Borrowed}
          onSaved={onSaved}
        />
      </QueryClientProvider>
    </I18nProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Save as a scenario' }));
  await waitFor(() => expect(onSaved).toHaveBeenCalledWith('new'));
  expect(JSON.parse(String(fetched.mock.calls[0]?.[1]?.body))).toEqual({
    name: 'Boston 2024 on our schools',
    fiscal_year: 2027,
    data_versions: { counts: 1 },
    policy: { sources: [] },
  });
});
