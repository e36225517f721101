import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { cx } from './class-names';
import { IconButton } from './icon-button';

export type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  size?: 'form' | 'wide';
  /** For a choice that must be made: Escape closes, a click beside it does not. */
  isBlocking?: boolean;
  role?: 'dialog' | 'alertdialog';
};

/** A window over the page; keeps the focus inside and gives it back. On a phone it fills the width. */
export function Dialog({ isOpen, onClose, title, children, footer, size = 'form', isBlocking = false, role }: DialogProps) {
  const { t } = useLingui();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!isBlocking}
      className="fixed inset-0 z-50 flex items-end justify-center bg-[rgb(10_14_22/55%)] sm:items-center sm:p-6"
    >
      <Modal
        className={cx(
          'flex max-h-[92dvh] w-full flex-col rounded-t-xl border border-line bg-surface shadow-raised sm:rounded-xl',
          size === 'form' ? 'sm:max-w-form' : 'sm:max-w-[60rem]',
        )}
      >
        <AriaDialog role={role} className="flex min-h-0 flex-col outline-none">
          <header className="flex items-start justify-between gap-4 border-b border-line py-3 pr-3 pl-4 sm:pl-6">
            <Heading slot="title" className="pt-1.5 text-lg font-semibold">
              {title}
            </Heading>
            <IconButton icon="close" label={t`Close`} onPress={onClose} />
          </header>
          <div className="min-h-0 overflow-y-auto px-4 py-4 sm:px-6">{children}</div>
          {footer !== undefined && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3 sm:px-6">{footer}</footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
