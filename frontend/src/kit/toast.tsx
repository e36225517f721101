import { useLingui } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import { Icon } from './icon';
import { closeToast, currentToasts, onToasts } from './toast-queue';

/** Where `showToast` speaks; one in the shell. Read aloud when it comes, without taking the focus. */
export function ToastRegion() {
  const { t } = useLingui();
  const toasts = useSyncExternalStore(onToasts, currentToasts);
  return (
    <section
      aria-label={t`Messages`}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-40 mx-auto flex max-w-96 flex-col gap-2 print:hidden"
    >
      {toasts.map((toast) => (
        <div key={toast.id} className="pointer-events-auto flex items-center gap-3 rounded-lg bg-ink py-1 pr-1 pl-4 text-canvas shadow-raised forced-colors:border">
          <Icon name="check" />
          <p className="min-w-0 grow py-2">{toast.text}</p>
          {toast.action !== undefined && (
            <button
              type="button"
              className="min-h-10 cursor-pointer rounded-md px-3 font-semibold underline underline-offset-2 focus-visible:outline-canvas"
              onClick={() => {
                toast.action?.onPress();
                closeToast(toast.id);
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button
            type="button"
            aria-label={t`Close`}
            onClick={() => closeToast(toast.id)}
            className="flex size-10 shrink-0 cursor-pointer items-center justify-center rounded-md focus-visible:outline-canvas"
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </section>
  );
}
