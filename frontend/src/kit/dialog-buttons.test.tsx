import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { Dialog } from './dialog';
import { DialogButtons } from './dialog-buttons';
import { NumberField } from './number-field';
import { TextField } from './text-field';

function Weight({ onUse, onClose }: { onUse: (value: string) => void; onClose: () => void }) {
  const [value, setValue] = useState('0.2');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Weight"
      footer={
        <DialogButtons onClose={onClose} onPress={() => onUse(value)}>
          Use it
        </DialogButtons>
      }
    >
      <NumberField label="Poverty" isRequired value={value} onChange={(next) => next !== null && setValue(next)} />
    </Dialog>
  );
}

const shown = () => {
  const [onUse, onClose] = [vi.fn(), vi.fn()];
  render(
    <I18nProvider i18n={i18n}>
      <Weight onUse={onUse} onClose={onClose} />
    </I18nProvider>,
  );
  return { onUse, onClose };
};
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

it.each(['', 'a lot'])('goes back to a field that refuses “%s” rather than taking the value before it', async (typed) => {
  const { onUse, onClose } = shown();
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: /Poverty/ });
  await userEvent.clear(field);
  if (typed !== '') await userEvent.type(field, typed);
  await press('Use it');
  expect(onUse).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(field);
  await userEvent.clear(field);
  await userEvent.type(field, '0.3');
  await press('Use it');
  expect(onUse).toHaveBeenCalledExactlyOnceWith('0.3');
  expect(onClose).not.toHaveBeenCalled();
});

function Name() {
  const [isAsked, setAsked] = useState(false);
  return (
    <Dialog isOpen onClose={() => undefined} title="Name" footer={<DialogButtons onClose={() => undefined} onPress={() => setAsked(true)}>Save</DialogButtons>}>
      <TextField label="Other" value="" onChange={() => undefined} />
      <TextField label="Name" value="" onChange={() => undefined} errorMessage={isAsked ? 'Give it a name.' : null} />
    </Dialog>
  );
}

it('goes to what the press found missing', async () => {
  render(
    <I18nProvider i18n={i18n}>
      <Name />
    </I18nProvider>,
  );
  await press('Save');
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }));
});

it('lets a person out whatever stands in the fields', async () => {
  const { onUse, onClose } = shown();
  await userEvent.type(screen.getByRole('textbox', { name: /Poverty/ }), 'x');
  await press('Cancel');
  expect([onUse.mock.calls.length, onClose.mock.calls.length]).toEqual([0, 1]);
});
