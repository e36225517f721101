import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { PressEvent } from 'react-aria-components/Button';
import { Button } from './button';

export type DialogButtonsProps = {
  /** What the dialog is for, as a verb. */
  children: ReactNode;
  onPress: () => void;
  onClose: () => void;
  /** Words of the way out, where "Cancel" would not say what stays. */
  closing?: ReactNode;
  variant?: 'primary' | 'danger';
  isPending?: boolean;
  isDisabled?: boolean;
};

const REFUSED = ':is(input, select, textarea)[aria-invalid="true"]';

/** Puts the focus where something has to be corrected, if there is such a field. */
function goToRefused(dialog: HTMLElement | null): boolean {
  const field = dialog?.querySelector<HTMLElement>(REFUSED);
  field?.focus();
  return field !== undefined && field !== null;
}

/** The foot of a dialog: the way out, then what the dialog is for. */
export function DialogButtons({ children, onPress, onClose, closing, variant = 'primary', isPending, isDisabled }: DialogButtonsProps) {
  function press({ target }: PressEvent) {
    const dialog = target.closest('dialog');
    // A field that refuses what stands in it still holds its last good value: to take that would drop what was typed.
    if (goToRefused(dialog)) return;
    onPress();
    // What the press found missing is marked by now.
    queueMicrotask(() => goToRefused(dialog));
  }
  return (
    <>
      <Button onPress={onClose}>{closing ?? <Trans>Cancel</Trans>}</Button>
      <Button variant={variant} isPending={isPending} isDisabled={isDisabled} onPress={press}>
        {children}
      </Button>
    </>
  );
}
