import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { MatrixGrid } from './matrix-grid';

const BEFORE: Record<string, string> = { 'all|elementary': '1', 'all|high': '1.1', 'poverty|elementary': '0.2' };

function Weights({ onAct }: { onAct?: () => void }) {
  const [cells, setCells] = useState<Record<string, string | null>>(BEFORE);
  return (
    <I18nProvider i18n={i18n}>
      <MatrixGrid
        caption="Weights"
        rowHeader="Need"
        rows={[
          { id: 'all', label: 'Every pupil' },
          { id: 'poverty', label: 'Poverty' },
        ]}
        columns={[
          { id: 'elementary', label: 'Elementary' },
          { id: 'high', label: 'High' },
        ]}
        unit="×"
        value={(row, column) => cells[`${row}|${column}`] ?? null}
        original={(row, column) => BEFORE[`${row}|${column}`] ?? null}
        onChange={(changes) => {
          onAct?.();
          setCells({ ...cells, ...Object.fromEntries(changes.map((change) => [`${change.rowId}|${change.columnId}`, change.value])) });
        }}
      />
    </I18nProvider>
  );
}

const nameOf = (row: string) => screen.getByText(row).closest('th');
const cell = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });

it('moves with arrows, marks a changed cell in words, and takes a row back', async () => {
  render(<Weights />);
  await userEvent.click(cell('Every pupil, Elementary'));
  await userEvent.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(cell('Poverty, Elementary'));
  await userEvent.clear(cell('Poverty, Elementary'));
  await userEvent.type(cell('Poverty, Elementary'), '0.45{Enter}');
  expect(within(screen.getByRole('table')).getByText('was 0.2')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Undo the changes of Poverty' }));
  expect(cell('Poverty, Elementary').value).toBe('0.2');
  expect(screen.queryByText('was 0.2')).toBeNull();
});

it('fills from a pasted block', async () => {
  render(<Weights />);
  await userEvent.click(cell('Every pupil, Elementary'));
  await userEvent.paste('2\t2.5\n0.3\t0.35');
  expect(cell('Every pupil, High').value).toBe('2.5');
  expect(cell('Poverty, High').value).toBe('0.35');
});

it('pastes all of a block or nothing', async () => {
  render(<Weights />);
  await userEvent.click(cell('Every pupil, Elementary'));
  await userEvent.paste('2\t2.5x');
  expect(cell('Every pupil, Elementary').value).toBe('1');
  expect(screen.getByRole('alert').textContent).toContain('2.5x');
  await userEvent.paste('1\t2\t3');
  expect(screen.getByRole('alert').textContent).toContain('larger than the grid');
});

it('tells of one change when Enter settles it and moves on', async () => {
  let acts = 0;
  render(<Weights onAct={() => (acts += 1)} />);
  await userEvent.click(cell('Every pupil, Elementary'));
  await userEvent.keyboard('2.5{Enter}');
  expect(document.activeElement).toBe(cell('Poverty, Elementary'));
  expect(acts).toBe(1);
});

it('puts the names above the cells where the panel is narrow, and beside them where it is not', async () => {
  const width = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(260);
  const { unmount } = render(<Weights />);
  expect(nameOf('Poverty')?.scope).toBe('rowgroup');
  expect(nameOf('Poverty')?.colSpan).toBe(2);
  await userEvent.click(cell('Every pupil, Elementary'));
  await userEvent.keyboard('{ArrowDown}9{Enter}');
  await userEvent.click(screen.getByRole('button', { name: 'Undo the changes of Poverty' }));
  expect(cell('Poverty, Elementary').value).toBe('0.2');
  unmount();
  width.mockReturnValue(400);
  render(<Weights />);
  expect(nameOf('Poverty')?.scope).toBe('row');
  width.mockRestore();
});
