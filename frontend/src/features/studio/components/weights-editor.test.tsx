import type { Policy } from '@lib/api-types';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import type { Cell } from '../model/weight-grid';
import type { Editing } from './editing';
import { WeightsEditor } from './weights-editor';

const POLICY = { fiscal_year: 2027, levels: ['elementary', 'high'], need_categories: ['all', 'poverty'] } as unknown as Policy;
const SAVED: Cell[] = [{ level: '*', need_category: 'all', value: '1' }];

function Editor({ policy = POLICY, saved = SAVED }: { policy?: Policy; saved?: Cell[] }) {
  const [cells, setCells] = useState<Cell[]>(saved);
  const editing = { policy, saved: policy, canEdit: true, settings: undefined, schools: [], measures: [], sources: new Map(), edit: () => {}, rest: () => {} } satisfies Editing;
  return (
    <I18nProvider i18n={i18n}>
      <WeightsEditor editing={editing} id="s/r" caption="Weights" unit="×" cells={cells} savedCells={saved} onChange={setCells} />
      <output>{JSON.stringify(cells)}</output>
    </I18nProvider>
  );
}

const cellsNow = () => JSON.parse(screen.getByRole('status', { name: '' }).textContent ?? '[]') as Cell[];
const paste = (name: string, text: string) =>
  fireEvent.paste(screen.getByRole('textbox', { name }), { clipboardData: { getData: () => text } });

it('fills a pasted block over levels and needs at once', async () => {
  render(<Editor />);
  await userEvent.click(screen.getByRole('switch', { name: 'The same at every level' }));
  paste('all, elementary', '1\t1.1\n0.2\t0.25');
  expect(cellsNow().map((cell) => `${cell.level} ${cell.need_category} ${cell.value}`).toSorted()).toEqual([
    'elementary all 1',
    'elementary poverty 0.2',
    'high all 1.1',
    'high poverty 0.25',
  ]);
});

it('pastes nothing when a cell is not a number', async () => {
  render(<Editor />);
  paste('all, Every level', '1.5\nmany');
  expect(screen.getByRole('alert').textContent).toContain('Nothing was pasted');
  expect(cellsNow()).toEqual(SAVED);
});

it('shows and changes the step in force, says from when, and brings it back with all other steps', async () => {
  const saved = [{ level: '*', need_category: 'poverty', value: '0.1', steps: [{ fiscal_year: 2026, value: '0.2' }, { fiscal_year: 2028, value: '0.3' }] }];
  render(<Editor saved={saved} />);
  const weight = screen.getByRole('textbox', { name: 'poverty, Every level' });
  expect(weight).toHaveProperty('value', '0.2');
  expect(screen.getByText('from 2025–26')).toBeTruthy();
  await userEvent.clear(weight);
  await userEvent.type(weight, '0.25{Enter}');
  expect(cellsNow()[0]).toEqual({ ...saved[0], steps: [{ fiscal_year: 2026, value: '0.25' }, { fiscal_year: 2028, value: '0.3' }] });
  await userEvent.click(screen.getByRole('button', { name: 'Undo the changes of poverty' }));
  expect(cellsNow()).toEqual(saved);
});

const GRADES = { ...POLICY, levels: ['K', '1', '4'], level_groups: [{ level_group: 'K-1', levels: ['K', '1'] }] } as unknown as Policy;

it('shows groups as columns, and the group that a level has its value from', async () => {
  render(<Editor policy={GRADES} saved={[{ level: 'K-1', need_category: 'all', value: '1.2' }, { level: '4', need_category: 'all', value: '1' }]} />);
  expect(screen.getAllByRole('columnheader').map((header) => header.textContent)).toEqual(['Need category', 'K-1 (×)', '4 (×)']);
  await userEvent.click(screen.getByRole('radio', { name: 'level by level' }));
  expect(cellsNow().map((cell) => `${cell.level} ${cell.value}`)).toEqual(['K 1.2', '1 1.2', '4 1']);
});

it('names the group beside a level without a value of its own', () => {
  render(<Editor policy={GRADES} saved={[{ level: 'K-1', need_category: 'all', value: '1.2' }, { level: '1', need_category: 'all', value: '1.3' }]} />);
  const inherited = screen.getByRole('textbox', { name: 'all, K' });
  expect(inherited).toHaveProperty('value', '1.2');
  expect(document.getElementById(inherited.getAttribute('aria-describedby') ?? '')?.textContent).toBe('K-1');
});

it('asks which value counts before levels that differ become one', async () => {
  const saved = [{ level: 'elementary', need_category: 'all', value: '1' }, { level: 'high', need_category: 'all', value: '1.1' }];
  render(<Editor saved={saved} />);
  await userEvent.click(screen.getByRole('switch', { name: 'The same at every level' }));
  await userEvent.click(await screen.findByRole('radio', { name: /1.1/ }));
  expect(cellsNow()).toEqual(saved);
  await userEvent.click(screen.getByRole('button', { name: 'Use these' }));
  expect(cellsNow()).toEqual([{ level: '*', need_category: 'all', value: '1.1' }]);
});

it('sets out the steps of a weight in one change, each year once', async () => {
  render(<Editor saved={[{ level: '*', need_category: 'poverty', value: '0.1' }]} />);
  fireEvent.click(screen.getByRole('button', { name: 'Steps to a target…' }));
  const add = await screen.findByRole('button', { name: 'Add a step' });
  fireEvent.click(add);
  fireEvent.click(add);
  const years = screen.getAllByRole<HTMLSelectElement>('combobox', { name: 'From the year' });
  expect(years.map((year) => year.value)).toEqual(['2028', '2029']);
  expect([...(years[0]?.options ?? [])].map((option) => option.value)).not.toContain('2029');
  for (const [place, value] of ['0.2', '0.3'].entries()) {
    const field = screen.getAllByRole('textbox', { name: 'From then on' })[place] as HTMLElement;
    fireEvent.change(field, { target: { value } });
    fireEvent.blur(field);
  }
  fireEvent.change(years[0] as HTMLSelectElement, { target: { value: '2030' } });
  fireEvent.click(screen.getByRole('button', { name: 'Remove the step of 2028–29' }));
  fireEvent.click(screen.getByRole('button', { name: 'Use these steps' }));
  expect(cellsNow()).toEqual([{ level: '*', need_category: 'poverty', value: '0.1', steps: [{ fiscal_year: 2030, value: '0.2' }] }]);
  expect(screen.getByText('0.1, 0.2 from 2029–30')).toBeTruthy();
});
