import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { StopSlider, type StopSliderProps } from './stop-slider';

const rested = vi.fn<(value: string) => void>();

beforeEach(() => rested.mockClear());

function Weight() {
  const [value, setValue] = useState('0.33');
  return <Followed value={value} onMove={setValue} />;
}

function Followed(props: Partial<StopSliderProps> & { value: string }) {
  return (
    <I18nProvider i18n={i18n}>
      <StopSlider
        label="Weight"
        first={0}
        last={20}
        valueAt={(stop) => String(Number((stop * 0.05).toFixed(2)))}
        stopNear={(typed) => Math.min(Math.max(Math.round(Number(typed) / 0.05), 0), 20)}
        sayOf={(said) => `${said} times`}
        onMove={vi.fn()}
        onRest={rested}
        {...props}
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

it('stays where the thumb is while its owner follows, and then goes where the owner is', () => {
  const { rerender } = render(<Followed value="0.3" isAhead={false} />);
  const [slider, box] = [screen.getByRole<HTMLInputElement>('slider'), screen.getByRole<HTMLInputElement>('textbox')];
  fireEvent.input(slider, { target: { value: '9' } });
  rerender(<Followed value="0.35" isAhead />);
  expect([slider.value, slider.getAttribute('aria-valuetext'), box.value]).toEqual(['9', '0.45 times', '0.45']);
  rerender(<Followed value="0.5" isAhead={false} />);
  expect([slider.value, slider.getAttribute('aria-valuetext'), box.value]).toEqual(['10', '0.5 times', '0.5']);
});

it('goes back when its owner keeps the value', () => {
  render(<Followed value="0.3" isAhead={false} />);
  const slider = screen.getByRole<HTMLInputElement>('slider');
  fireEvent.input(slider, { target: { value: '9' } });
  act(() => void slider.dispatchEvent(new Event('change', { bubbles: true })));
  expect(slider.value).toBe('6');
  expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('0.3');
});

it('keeps what is typed beside it while its owner follows', () => {
  const { rerender } = render(<Followed value="0.3" isAhead={false} />);
  const box = screen.getByRole<HTMLInputElement>('textbox');
  fireEvent.input(screen.getByRole('slider'), { target: { value: '9' } });
  fireEvent.change(box, { target: { value: '0.7' } });
  rerender(<Followed value="0.3" isAhead />);
  expect(box.value).toBe('0.7');
});

it('rests once, also where it was before', () => {
  render(<Followed value="0.3" />);
  const slider = screen.getByRole<HTMLInputElement>('slider');
  fireEvent.input(slider, { target: { value: '9' } });
  fireEvent.input(slider, { target: { value: '6' } });
  fireEvent.pointerUp(slider);
  expect(rested).toHaveBeenCalledExactlyOnceWith('0.3');
  act(() => void slider.dispatchEvent(new Event('change', { bubbles: true })));
  fireEvent.pointerUp(slider);
  expect(rested).toHaveBeenCalledOnce();
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
