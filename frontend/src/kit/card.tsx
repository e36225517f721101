import { type ReactNode, useId } from 'react';
import { cx } from './class-names';

export type CardProps = {
  /** Makes the card a named region. */
  title?: ReactNode;
  description?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** Heading level of the title. */
  level?: 2 | 3;
  /** No inner space, for a table that fills the card. */
  flush?: boolean;
  className?: string;
  children?: ReactNode;
};

export function Card({ title, description, actions, level = 2, flush = false, className, children }: CardProps) {
  const titleId = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  const Region = title === undefined ? 'div' : 'section';
  return (
    <Region
      aria-labelledby={title === undefined ? undefined : titleId}
      className={cx('min-w-0 rounded-lg border border-line bg-surface shadow-card print:shadow-none', flush && 'overflow-clip', className)}
    >
      {title !== undefined && (
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-6 sm:pt-5">
          <div className="min-w-0">
            <Heading id={titleId} className="text-lg font-semibold">
              {title}
            </Heading>
            {description !== undefined && <p className="mt-1 max-w-line text-sm text-muted">{description}</p>}
          </div>
          {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
      )}
      <div className={flush ? (title === undefined ? '' : 'pt-4') : 'p-4 sm:px-6 sm:py-5'}>{children}</div>
    </Region>
  );
}
