import { saveFile } from '@lib/save-file';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from './button';
import type { ButtonVariant } from './button-class';
import { ProblemPanel } from './problem-panel';

export type FileButtonProps = {
  /** Path of the file, after `/api`. */
  path: string;
  children: ReactNode;
  variant?: ButtonVariant;
  size?: 'normal' | 'small';
};

/** Makes a file and saves it; says so while the server works, and what went wrong if it could not. */
export function FileButton({ path, children, variant, size }: FileButtonProps) {
  const saving = useMutation({ mutationFn: () => saveFile(path) });
  return (
    <span data-print="hide" className="inline-flex max-w-full flex-col items-start gap-2">
      <Button icon="download" variant={variant} size={size} isPending={saving.isPending} onPress={() => saving.mutate()}>
        {children}
      </Button>
      <span role="status" className="sr-only">
        {saving.isPending && <Trans>The file is being made.</Trans>}
        {saving.isSuccess && <Trans>The file is there.</Trans>}
      </span>
      {saving.isError && <ProblemPanel error={saving.error} onRetry={() => saving.mutate()} />}
    </span>
  );
}
