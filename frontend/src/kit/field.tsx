import type { ReactNode } from 'react';
import { FieldError as AriaFieldError } from 'react-aria-components/FieldError';
import { Label as AriaLabel } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { cx } from './class-names';
import { Icon } from './icon';

/** What every labelled control takes. */
export type FieldProps = {
  label: string;
  /** Keeps the label for screen readers only, where a table header already says it. */
  hideLabel?: boolean;
  description?: ReactNode;
  errorMessage?: string | null;
};

export const inputClass = cx(
  'min-h-10 w-full min-w-0 rounded-md border border-edge bg-surface px-3 py-1.5 text-base text-ink placeholder:text-muted',
  'pointer-coarse:min-h-11 data-disabled:border-line data-disabled:bg-sunken data-disabled:text-muted',
  'data-invalid:border-negative aria-invalid:border-negative data-focused:outline-2 data-focused:-outline-offset-1 data-focused:outline-accent',
);

export const labelClass = 'mb-1 block text-sm font-semibold text-ink';

export function FieldLabel({ children, hidden = false }: { children: ReactNode; hidden?: boolean }) {
  return <AriaLabel className={hidden ? 'sr-only' : labelClass}>{children}</AriaLabel>;
}

export function FieldNote({ children }: { children: ReactNode }) {
  if (children === undefined || children === null) return null;
  return (
    <Text slot="description" className="mt-1 block text-sm text-muted">
      {children}
    </Text>
  );
}

/** Shown only while the control around it is invalid. */
export function FieldProblem({ children }: { children: ReactNode }) {
  return (
    <AriaFieldError className="mt-1 flex items-start gap-1.5 text-sm font-medium text-negative">
      <Icon name="error" className="mt-0.5" />
      <span>{children}</span>
    </AriaFieldError>
  );
}
