import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { MoneyInput, type MoneyInputProps } from './money-input';

function Form(props: Partial<MoneyInputProps>) {
  const [cents, setCents] = useState<number | null>(100_000);
  return (
    <I18nProvider i18n={i18n}>
      <MoneyInput
        label="Amount"
        {...props}
        value={cents}
        onChange={(next) => {
          setCents(next);
          props.onChange?.(next);
        }}
      />
    </I18nProvider>
  );
}

const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Amount' });

async function type(text: string) {
  await userEvent.clear(field());
  await userEvent.type(field(), text);
}

describe('MoneyInput', () => {
  it('commits the whole text as cents when the field is left', async () => {
    const onChange = vi.fn();
    render(<Form onChange={onChange} />);
    await type('4,322');
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.tab();
    expect(onChange).toHaveBeenCalledExactlyOnceWith(432_200);
    expect(field().value).toBe('4,322');
  });

  it('keeps what was typed and says why it cannot be read', async () => {
    const onChange = vi.fn();
    render(<Form onChange={onChange} />);
    await type('1.234');
    await userEvent.tab();
    expect(field().value).toBe('1.234');
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/two ways/)).toBeTruthy();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('takes back what was typed on Escape', async () => {
    render(<Form />);
    await type('77');
    await userEvent.keyboard('{Escape}');
    expect(field().value).toBe('1,000');
  });

  it('moves on Enter and arrows, after committing', async () => {
    const onMove = vi.fn();
    const onChange = vi.fn();
    render(<Form onMove={onMove} onChange={onChange} />);
    await type('12{Enter}');
    expect(onChange).toHaveBeenLastCalledWith(1_200);
    await userEvent.keyboard('{ArrowUp}');
    expect(onMove.mock.calls).toEqual([['down'], ['up']]);
  });

  it('hands a pasted block on as cells', async () => {
    const onPasteBlock = vi.fn();
    render(<Form onPasteBlock={onPasteBlock} />);
    await userEvent.click(field());
    await userEvent.paste('41,004\t200\n7\t8');
    expect(onPasteBlock).toHaveBeenCalledWith([
      ['41,004', '200'],
      ['7', '8'],
    ]);
  });

  it('never runs two pasted cells together into one amount', async () => {
    const onChange = vi.fn();
    render(<Form onChange={onChange} />);
    await userEvent.click(field());
    await userEvent.paste('41,004\t200');
    await userEvent.tab();
    expect(onChange).not.toHaveBeenCalled();
    expect(screen.getByText(/not one number/)).toBeTruthy();
  });
});
