import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components/Toast';

export type ToastContent = { text: string; action?: { label: string; onPress: () => void } };

export const toastQueue = new ToastQueue<ToastContent>({ maxVisibleToasts: 3 });

/** A quiet word that something worked; with an action it stays long enough to undo. Failures belong in the page. */
export function showToast(content: ToastContent): void {
  toastQueue.add(content, { timeout: content.action === undefined ? 5_000 : 10_000 });
}
