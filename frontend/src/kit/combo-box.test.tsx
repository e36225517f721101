import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { ComboBox } from './combo-box';

const SCHOOLS = [
  { id: '413', label: 'Alvarado' },
  { id: '858', label: 'Aptos' },
  { id: '900', label: 'Peña Park' },
];

function Finder() {
  const [school, setSchool] = useState<string | null>(null);
  return (
    <I18nProvider i18n={i18n}>
      <ComboBox label="School" items={SCHOOLS} selected={school} onSelect={setSchool} />
      <p>{school ?? 'none'}</p>
    </I18nProvider>
  );
}

const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'School' });

it('finds by a part of the name without accents, and chooses with Enter', async () => {
  render(<Finder />);
  await userEvent.type(field(), 'pena');
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Peña Park']);
  await userEvent.keyboard('{Enter}');
  expect(field().value).toBe('Peña Park');
  expect(screen.getByText('900')).toBeTruthy();
});

it('moves with arrows, takes back what was typed on Escape, and is empty when emptied', async () => {
  render(<Finder />);
  await userEvent.click(field());
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(field().value).toBe('Aptos');
  await userEvent.type(field(), 'zzz');
  expect(screen.getByRole('status').textContent).toBe('Nothing matches.');
  await userEvent.keyboard('{Escape}');
  expect(field().value).toBe('Aptos');
  await userEvent.clear(field());
  await userEvent.tab();
  expect(screen.getByText('none')).toBeTruthy();
});
