import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { DataTable } from './data-table';

type Row = { id: string; amount: number | null };

function table(rows: readonly Row[], onOpenRow?: (row: Row) => void) {
  return (
    <I18nProvider i18n={i18n}>
      <DataTable
        caption="Budgets"
        rows={rows}
        rowId={(row) => row.id}
        onOpenRow={onOpenRow}
        columns={[
          { id: 'name', header: 'School', cell: (row) => row.id, sortValue: (row) => row.id, footer: 'All' },
          { id: 'amount', header: 'Amount', unit: '$', align: 'end', cell: (row) => row.amount, sortValue: (row) => row.amount, footer: 6 },
        ]}
      />
    </I18nProvider>
  );
}

// By selector: asking a thousand rows for their roles takes seconds.
const names = () => [...document.querySelectorAll('tbody th')].map((header) => header.textContent);

const lines = () => within(screen.getByRole('table')).getAllByRole('row').map((row) => row.textContent);

it('sorts by a header, the largest number first, and leaves empty ones last', async () => {
  render(table([{ id: 'a', amount: 2 }, { id: 'b', amount: null }, { id: 'c', amount: 4 }]));
  await userEvent.click(screen.getByRole('button', { name: /^Amount/ }));
  expect(names()).toEqual(['c', 'a', 'b']);
  expect(screen.getByRole('columnheader', { name: /^Amount/ }).getAttribute('aria-sort')).toBe('descending');
  await userEvent.click(screen.getByRole('button', { name: /^Amount/ }));
  expect(names()).toEqual(['a', 'c', 'b']);
});

it('opens a row from its first cell', async () => {
  const onOpenRow = vi.fn();
  render(table([{ id: 'a', amount: 2 }], onOpenRow));
  await userEvent.click(screen.getByRole('button', { name: 'a' }));
  expect(onOpenRow).toHaveBeenCalledWith({ id: 'a', amount: 2 });
});

it('draws only the rows in sight but counts them all, and prints all of them', () => {
  render(table(Array.from({ length: 1_000 }, (_, index) => ({ id: `school ${index}`, amount: index }))));
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('1002');
  expect(names().length).toBeLessThan(60);
  act(() => void window.dispatchEvent(new Event('beforeprint')));
  expect(names().length).toBe(1_000);
});

it('says so when nothing matches', () => {
  render(table([]));
  expect(within(screen.getByRole('table')).getByText('Nothing matches.')).toBeTruthy();
});

it('folds each row into lines where its box is too narrow, and is ordered by a field then', async () => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(320);
  vi.spyOn(HTMLElement.prototype, 'scrollWidth', 'get').mockReturnValue(480);
  const onOpenRow = vi.fn();
  render(table([{ id: 'a', amount: 2 }, { id: 'b', amount: 4 }], onOpenRow));
  expect(lines()).toEqual(['SchoolValue', 'a', 'Amount ($)2', 'b', 'Amount ($)4', 'All', 'Amount ($)6']);
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('7');
  const order = screen.getByRole('combobox', { name: 'Sort by' });
  await userEvent.selectOptions(order, 'Amount, descending');
  expect(lines()[1]).toBe('b');
  await userEvent.selectOptions(order, 'Amount, ascending');
  expect(lines()[1]).toBe('a');
  await userEvent.click(screen.getByRole('button', { name: 'a' }));
  expect(onOpenRow).toHaveBeenCalledWith({ id: 'a', amount: 2 });
  // Paper has room for all columns.
  act(() => void window.dispatchEvent(new Event('beforeprint')));
  expect(lines()).toEqual(['SchoolAmount ($)', 'a2', 'b4', 'All6']);
});
