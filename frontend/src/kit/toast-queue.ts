export type ToastContent = { text: string; action?: { label: string; onPress: () => void } };
export type Toast = ToastContent & { id: number };

const SHOWN_MS = 5_000;
/** With an action it stays long enough to be reached and pressed. */
const SHOWN_WITH_ACTION_MS = 12_000;
const MOST_AT_ONCE = 3;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export const currentToasts = (): readonly Toast[] => toasts;

export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function closeToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

/** A quiet word that something worked, with a way to take it back. Failures belong in the page. */
export function showToast(content: ToastContent): void {
  lastId += 1;
  const id = lastId;
  set([...toasts, { ...content, id }].slice(-MOST_AT_ONCE));
  setTimeout(() => closeToast(id), content.action === undefined ? SHOWN_MS : SHOWN_WITH_ACTION_MS);
}
