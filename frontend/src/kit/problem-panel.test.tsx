import { ApiProblem } from '@lib/problem';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { ProblemPanel } from './problem-panel';

const panel = (error: unknown, onRetry?: () => void) => (
  <I18nProvider i18n={i18n}>
    <ProblemPanel error={error} onRetry={onRetry} />
  </I18nProvider>
);

it('names every problem of a file by row, column and value, with its remedy, the first twenty at once', async () => {
  const errors = Array.from({ length: 92 }, (_, index) => ({
    file: 'budgets.csv',
    row: index + 2,
    column: 'amount',
    value: 'n/a',
    code: 'not_a_number',
    message: '“n/a” is not an amount.',
    remedy: 'Write digits.',
  }));
  render(panel(new ApiProblem({ type: 'x', title: 'Not taken', status: 422, code: 'import_refused', errors })));
  expect(screen.getByRole('alert').textContent).toContain('Not taken');
  expect(screen.getAllByRole('rowheader')).toHaveLength(20);
  await userEvent.click(screen.getByRole('button', { name: 'Show all 92' }));
  expect(screen.getAllByRole('rowheader')).toHaveLength(92);
  expect(screen.getByText('Row 93')).toBeTruthy();
});

it('offers another try when the server cannot be reached', async () => {
  const onRetry = vi.fn();
  render(panel(new ApiProblem({ type: 'about:blank', title: '', status: 0, code: 'unreachable' }), onRetry));
  expect(screen.getByText('The server cannot be reached.')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(onRetry).toHaveBeenCalled();
});
