import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Waterfall } from './waterfall';

it('keeps a long name apart from its amount, and says all of it', () => {
  const long = 'Supplemental and concentration grants for pupils in poverty, learning English or in foster care';
  render(
    <I18nProvider i18n={i18n}>
      <Waterfall
        title="Lincoln"
        finding="From nothing to the whole"
        steps={[
          { id: 'a', label: 'Base', amount_cents: 100_000_00, kind: 'change' },
          { id: 'b', label: long, amount_cents: 20_000_00, kind: 'change' },
        ]}
      />
    </I18nProvider>,
  );
  const picture = screen.getByRole('img');
  expect(picture.getAttribute('aria-label')).toContain(`${long}: $20,000.00`);
  const names = [...picture.querySelectorAll('text')].map((text) => ({ full: text.querySelector('title')?.textContent, shown: text.lastChild?.textContent ?? '' }));
  expect(names[0]).toEqual({ full: 'Base', shown: 'Base' });
  expect(names[2]?.full).toBe(long);
  expect(names[2]?.shown).toMatch(/^Supplemental and .*…$/);
  expect(names[2]?.shown.length).toBeLessThan(long.length);
});
