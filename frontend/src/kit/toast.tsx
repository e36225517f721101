import { useLingui } from '@lingui/react/macro';
import { Button as AriaButton } from 'react-aria-components/Button';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as AriaToastContent,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components/Toast';
import { Icon } from './icon';
import { toastQueue } from './toast-queue';

/** Where `showToast` speaks; one in the shell. */
export function ToastRegion() {
  const { t } = useLingui();
  return (
    <AriaToastRegion
      queue={toastQueue}
      aria-label={t`Messages`}
      className="fixed inset-x-4 bottom-4 z-40 mx-auto flex max-w-96 flex-col gap-2 print:hidden"
    >
      {({ toast }) => (
        <AriaToast toast={toast} className="flex items-center gap-3 rounded-lg bg-ink py-1 pr-1 pl-4 text-canvas shadow-raised">
          <Icon name="check" />
          <AriaToastContent className="min-w-0 grow py-2">{toast.content.text}</AriaToastContent>
          {toast.content.action !== undefined && (
            <AriaButton
              className="min-h-10 cursor-pointer rounded-md px-3 font-semibold underline underline-offset-2"
              onPress={() => {
                toast.content.action?.onPress();
                toastQueue.close(toast.key);
              }}
            >
              {toast.content.action.label}
            </AriaButton>
          )}
          <AriaButton slot="close" aria-label={t`Close`} className="flex size-10 cursor-pointer items-center justify-center rounded-md">
            <Icon name="close" />
          </AriaButton>
        </AriaToast>
      )}
    </AriaToastRegion>
  );
}
