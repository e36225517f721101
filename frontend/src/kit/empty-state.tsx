import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

export type EmptyStateProps = {
  icon?: IconName;
  title: ReactNode;
  /** What will be here, with one example. */
  children: ReactNode;
  /** The one button that starts it. */
  action?: ReactNode;
};

export function EmptyState({ icon = 'table', title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center rounded-lg border border-dashed border-edge px-6 py-10 text-center">
      <span className="mb-3 flex size-12 items-center justify-center rounded-full bg-accent-soft text-accent">
        <Icon name={icon} />
      </span>
      <p className="text-lg font-semibold">{title}</p>
      <div className="mt-1 max-w-[56ch] text-muted">{children}</div>
      {action !== undefined && action !== false && <div className="mt-5">{action}</div>}
    </div>
  );
}
