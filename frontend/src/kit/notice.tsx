import type { ReactNode } from 'react';
import type { Tone } from './badge';
import { cx } from './class-names';
import { Icon, type IconName } from './icon';

const LOOKS: Record<Exclude<Tone, 'neutral'>, { border: string; ink: string; icon: IconName }> = {
  accent: { border: 'border-accent', ink: 'text-accent', icon: 'info' },
  positive: { border: 'border-positive', ink: 'text-positive', icon: 'check' },
  warning: { border: 'border-warning', ink: 'text-warning', icon: 'warning' },
  negative: { border: 'border-negative', ink: 'text-negative', icon: 'error' },
};

export type NoticeProps = {
  tone?: keyof typeof LOOKS;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Interrupts a screen reader; for a failure that just happened. */
  isAlert?: boolean;
};

/** In a window, what came of a press may stand below its fold. On a page it would tear the reader away, so there it waits. */
function intoView(alert: HTMLElement | null): void {
  if (alert?.closest('dialog')) alert.scrollIntoView({ block: 'nearest' });
}

/** A message in the page: what is, and what to do about it. */
export function Notice({ tone = 'accent', title, children, actions, isAlert = false }: NoticeProps) {
  const look = LOOKS[tone];
  return (
    <div ref={isAlert ? intoView : undefined} role={isAlert ? 'alert' : undefined} className={cx('min-w-0 rounded-lg border border-l-4 bg-surface', look.border)}>
      <div className="flex gap-3 p-4">
        <Icon name={look.icon} className={cx('mt-0.5', look.ink)} />
        <div className="min-w-0 grow">
          <p className="font-semibold">{title}</p>
          {children !== undefined && <div className="mt-1 text-sm text-muted">{children}</div>}
          {actions !== undefined && <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
        </div>
      </div>
    </div>
  );
}
