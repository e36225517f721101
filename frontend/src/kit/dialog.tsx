import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
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

/** A window over the page: the browser's own modal dialog. On a phone it fills the width. */
export function Dialog(props: DialogProps) {
  return props.isOpen ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ onClose, title, children, footer, size = 'form', isBlocking = false, role }: DialogProps) {
  const { t } = useLingui();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  // The browser keeps the focus inside, hides the rest from screen readers, and on closing gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    document.documentElement.classList.add('has-dialog');
    return () => {
      element?.close();
      if (document.querySelector('dialog[open]') === null) document.documentElement.classList.remove('has-dialog');
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      role={role}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // Also cancelled: a file choice inside, which is not this dialog's.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onClose={(event) => {
        // The browser may close it by itself, on a second Escape; our own closing comes after the end.
        const element = event.currentTarget;
        if (element.isConnected && !element.open) onClose();
      }}
      onPointerDown={(event) => {
        if (!isBlocking && event.target === event.currentTarget) onClose();
      }}
      className={cx(
        'm-auto mb-0 max-h-[92dvh] w-full max-w-full overflow-hidden rounded-t-xl border border-line bg-surface p-0 text-ink shadow-raised backdrop:bg-[rgb(10_14_22/55%)] sm:mb-auto sm:w-[calc(100%-3rem)] sm:rounded-xl',
        size === 'form' ? 'sm:max-w-form' : 'sm:max-w-[60rem]',
      )}
    >
      {/* The frame covers the whole dialog, so a press on the dialog itself is a press beside it. */}
      <div className="flex max-h-[92dvh] flex-col">
        <header className="flex items-start justify-between gap-4 border-b border-line py-3 pr-3 pl-4 sm:pl-6">
          <h2 id={titleId} className="min-w-0 pt-1.5 text-lg font-semibold">
            {title}
          </h2>
          <IconButton icon="close" label={t`Close`} onPress={onClose} />
        </header>
        <div className="min-h-0 overflow-y-auto px-4 py-4 sm:px-6">{children}</div>
        {footer !== undefined && (
          <footer onPointerDownCapture={(event) => holdFoot(dialog.current, event.nativeEvent)} className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3 sm:px-6">
            {footer}
          </footer>
        )}
      </div>
    </dialog>
  );
}

/**
 * Keeps the foot where it is until the press on it has ended. The press takes the focus from a field, whose refusal then
 * makes the window higher: the button would slip away from under the pointer, and the press would go past it.
 */
function holdFoot(dialog: HTMLElement | null, { pointerId }: PointerEvent) {
  if (dialog === null) return;
  dialog.style.marginBottom = `${window.innerHeight - dialog.getBoundingClientRect().bottom}px`;
  const end = new AbortController();
  const letGo = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) return;
    end.abort();
    // After the click, which the browser sends right behind the end of a press.
    setTimeout(() => dialog.style.removeProperty('margin-bottom'));
  };
  for (const type of ['pointerup', 'pointercancel'] as const) window.addEventListener(type, letGo, { capture: true, signal: end.signal });
}
