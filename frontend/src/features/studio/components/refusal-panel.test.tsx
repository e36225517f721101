import { ApiProblem } from '@lib/problem';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { Editing } from './editing';
import { RefusalPanel } from './refusal-panel';

const EDITING = {
  policy: { sources: [{ source_id: 'A' }, { source_id: 'B' }] },
  sources: new Map([['B', { name: 'Base grant' }]]),
} as unknown as Editing;

function show(more: object, status = 409) {
  const onOpenSource = vi.fn();
  const error = new ApiProblem({ type: 'about:blank', title: 'Refused', status, code: 'infeasible', ...more });
  render(
    <I18nProvider i18n={i18n}>
      <RefusalPanel editing={EDITING} error={error} hasResult onRetry={vi.fn()} onOpenSource={onOpenSource} />
    </I18nProvider>,
  );
  return onOpenSource;
}

it('says the shortfall in words, what to relax, and opens the source', async () => {
  const onOpenSource = show({
    detail: 'The rules of Base grant take more than there is.',
    shortfall_cents: 120_000_000,
    relax: ['Lower the base amount to $4,900.00'],
    errors: [{ pointer: '/policy/sources/1/rules/0', code: 'rules_exceed_source', message: 'too much' }],
  });
  expect(screen.getByText('$1.2M over: the money does not suffice')).toBeTruthy();
  expect(screen.getByText('Lower the base amount to $4,900.00')).toBeTruthy();
  expect(screen.getByText(/figures below are those of the last policy/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Open Base grant' }));
  expect(onOpenSource).toHaveBeenCalledWith('B');
});

it('lists decisions that do not fit together, each with its source', async () => {
  const onOpenSource = show({ errors: [{ pointer: '/policy/sources/1/rules/0', code: 'value_error', message: 'the shares sum to 9000 basis points' }] }, 422);
  expect(screen.getByText('the shares sum to 9000 basis points')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Base grant' }));
  expect(onOpenSource).toHaveBeenCalledWith('B');
});
