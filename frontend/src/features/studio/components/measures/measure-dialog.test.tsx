import type { DerivedMeasure, Policy } from '@lib/api-types';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { CheckedExpression, ExpressionCheck } from '../../api/expressions';
import type { Editing } from '../editing';
import { MeasureDialog } from './measure-dialog';

const POLICY = { levels: ['elementary'], need_categories: ['all', 'poverty'], sources: [], adjustments: [] } as unknown as Policy;
const EDITING = {
  policy: POLICY,
  saved: POLICY,
  canEdit: true,
  settings: undefined,
  schools: [{ school_id: 'S1', name: 'Acorn' }],
  measures: [],
  sources: new Map(),
  edit: () => {},
} as unknown as Editing;

const asked: ExpressionCheck[] = [];

function answer(body: ExpressionCheck): CheckedExpression {
  const isWhole = body.expression === 'max(300 - pupils, 0)';
  return {
    valid: isWhole,
    unit: isWhole ? 'pupils' : null,
    unit_text: isWhole ? 'pupils' : null,
    value: isWhole ? '88' : null,
    explanation: null,
    spread: isWhole ? { lowest: '0', highest: '120', mean: '14.5', schools: 61, without: 0 } : null,
    uses: [],
    errors: isWhole ? [] : [{ at: 1, line: 1, column: 1, code: 'incomplete', message: 'the formula ends too early', remedy: 'Go on.', expected: [] }],
    completions: [
      { text: 'pupils', kind: 'word', insert: 'pupils', detail: 'all pupils of the school' },
      { text: 'pupil', kind: 'word', insert: 'pupil', detail: 'one pupil' },
      { text: 'max', kind: 'function', insert: 'max(', detail: 'max(a, b, ...)' },
    ],
    replace_from: 0,
    signature: null,
  };
}

beforeEach(() => {
  asked.length = 0;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (_, init) => {
    const body = JSON.parse(String(init?.body)) as ExpressionCheck;
    asked.push(body);
    return new Response(JSON.stringify(answer(body)), { status: 200, headers: { 'Content-Type': 'application/json' } });
  });
});

function show(measure: DerivedMeasure | null = null, policy: Policy = POLICY, onRename = vi.fn()) {
  const onTake = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <I18nProvider i18n={i18n}>
        <MeasureDialog scenarioId="one" policy={policy} editing={EDITING} measure={measure} onClose={() => {}} onTake={onTake} onRename={onRename} />
      </I18nProvider>
    </QueryClientProvider>,
  );
  return onTake;
}

const names = (): HTMLElement[] => {
  const list = screen.queryByRole('listbox', { name: 'Names that fit here' });
  return list === null ? [] : within(list).getAllByRole('option');
};
const formula = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Formula' });

it('completes a name with the keyboard, shows the value, and takes the unit of the formula', async () => {
  const onTake = show();
  await userEvent.type(screen.getByRole('textbox', { name: 'What it is called' }), 'Small schools');
  await userEvent.type(formula(), 'max(300 - pup');
  await waitFor(() => expect(names()).toHaveLength(2));
  expect(formula().getAttribute('aria-activedescendant')).toBe(names()[0]?.id);
  await userEvent.keyboard('{Enter}');
  expect(formula().value).toBe('max(300 - pupils');
  await userEvent.type(formula(), ', 0)');
  expect(await screen.findByText('88')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Use this measure' }));
  expect(onTake).toHaveBeenCalledWith({ name: 'small_schools', label: 'Small schools', unit: 'pupils', expression: 'max(300 - pupils, 0)' });
  expect(asked.at(-1)).toMatchObject({ name: 'small_schools', school_id: 'S1', unit: null });
});

it('explains a fault where it stands, and goes there', async () => {
  show();
  await userEvent.type(formula(), 'max(');
  const fault = await screen.findByRole('button', { name: 'Character 1: the formula ends too early' });
  expect(screen.getByText('Go on.')).toBeTruthy();
  expect(formula().getAttribute('aria-invalid')).toBe('true');
  await userEvent.click(fault);
  expect(document.activeElement).toBe(formula());
  expect(formula().selectionStart).toBe(0);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Use this measure' }).disabled).toBe(true);
});

it('closes the list of names with Escape and keeps the window', async () => {
  show();
  await userEvent.type(formula(), 'pu');
  await waitFor(() => expect(names()).toHaveLength(2));
  await userEvent.keyboard('{Escape}');
  expect(names()).toEqual([]);
  expect(formula().value).toBe('pu');
});

it('refuses a taken name in place, and gives the measure another one with everything that uses it', async () => {
  const small = { name: 'small', label: 'Small schools', unit: 'pupils', expression: 'max(300 - pupils, 0)' } as const;
  const policy = { ...POLICY, derived_measures: [small, { name: 'twice', label: '', unit: 'pupils', expression: 'small * 2' }] } as Policy;
  const onRename = vi.fn();
  const onTake = show(small, policy, onRename);
  const name = screen.getByRole('textbox', { name: 'Its name in formulas' });
  await userEvent.clear(name);
  await userEvent.type(name, 'twice');
  expect(screen.getByText('Another measure has this name.')).toBeTruthy();
  await userEvent.clear(name);
  await userEvent.type(name, 'max');
  expect(screen.getByText('This is a word of the language.')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Use this measure' }).disabled).toBe(true);
  await userEvent.clear(name);
  await userEvent.type(name, 'few_pupils');
  const use = screen.getByRole<HTMLButtonElement>('button', { name: 'Use this measure' });
  await waitFor(() => expect(use.disabled).toBe(false));
  const renamed = { policy: { ...policy, name: 'renamed' }, places: 1 };
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(JSON.stringify(renamed), { status: 200, headers: { 'Content-Type': 'application/json' } }));
  await userEvent.click(use);
  await waitFor(() => expect(onRename).toHaveBeenCalledWith(renamed.policy, 1));
  expect(onTake).not.toHaveBeenCalled();
});
