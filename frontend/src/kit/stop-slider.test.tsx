import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { StopSlider } from './stop-slider';

const rested = vi.fn<(value: string) => void>();

beforeEach(() => rested.mockClear());

function Weight() {
  const [value, setValue] = useState('0.33');
  return (
    <I18nProvider i18n={i18n}>
      <StopSlider
        label="Weight"
        value={value}
        first={0}
        last={20}
        valueAt={(stop) => String(Number((stop * 0.05).toFixed(2)))}
        stopNear={(typed) => Math.min(Math.max(Math.round(Number(typed) / 0.05), 0), 20)}
        sayOf={(said) => `${said} times`}
        onMove={setValue}
        onRest={rested}
      />
    </I18nProvider>
  );
}

it('shows the exact number, the thumb at the stop beside it', () => {
  render(<Weight />);
  expect(screen.getByRole<HTMLInputElement>('slider').value).toBe('7');
  expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toBe('0.33 times');
  expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('0.33');
});

it('moves at once, and rests when the thumb is let go', () => {
  render(<Weight />);
  const slider = screen.getByRole<HTMLInputElement>('slider');
  fireEvent.input(slider, { target: { value: '9' } });
  expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('0.45');
  expect(rested).not.toHaveBeenCalled();
  slider.dispatchEvent(new Event('change', { bubbles: true }));
  expect(rested).toHaveBeenCalledExactlyOnceWith('0.45');
});

it('takes a typed number to the nearest stop, and refuses what is none', async () => {
  const user = userEvent.setup();
  render(<Weight />);
  const box = screen.getByRole<HTMLInputElement>('textbox');
  await user.clear(box);
  await user.type(box, '0.61{Enter}');
  expect(screen.getByRole<HTMLInputElement>('slider').value).toBe('12');
  expect(rested).toHaveBeenCalledExactlyOnceWith('0.6');
  await user.clear(box);
  await user.type(box, '1.234,5.6{Enter}');
  expect(box.getAttribute('aria-invalid')).toBe('true');
  expect(box.value).toBe('1.234,5.6');
  expect(screen.getByRole<HTMLInputElement>('slider').value).toBe('12');
});
