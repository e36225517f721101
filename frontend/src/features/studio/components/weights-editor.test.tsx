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

const POLICY = { levels: ['elementary', 'high'], need_categories: ['all', 'poverty'] } as unknown as Policy;
const SAVED: Cell[] = [{ level: '*', need_category: 'all', value: '1' }];

function Editor() {
  const [cells, setCells] = useState<Cell[]>(SAVED);
  const editing = { policy: POLICY, saved: POLICY, canEdit: true, settings: undefined, schools: [], measures: [], sources: new Map(), edit: () => {}, rest: () => {} } satisfies Editing;
  return (
    <I18nProvider i18n={i18n}>
      <WeightsEditor editing={editing} id="s/r" caption="Weights" unit="×" cells={cells} savedCells={SAVED} onChange={setCells} />
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
