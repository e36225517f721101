import type { ReactNode } from 'react';
import { FieldError as AriaFieldError } from 'react-aria-components/FieldError';
import { Label as AriaLabel } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { labelClass } from './field-class';
import { Icon } from './icon';

/** What every labelled control takes. */
export type FieldProps = {
  label: string;
  /** Keeps the label for screen readers only, where a table header already says it. */
  hideLabel?: boolean;
  description?: ReactNode;
  errorMessage?: string | null;
};

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
