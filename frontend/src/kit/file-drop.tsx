import { Trans, useLingui } from '@lingui/react/macro';
import { type DragEvent, type ReactNode, useId, useState } from 'react';
import { cx } from './class-names';
import { Icon } from './icon';
import { ProgressBar } from './progress-bar';

export type FileDropProps = {
  label: string;
  /** Endings that are taken: `['.csv', '.xlsx']`. */
  endings: readonly string[];
  onFile: (file: File) => void;
  description?: ReactNode;
  /** The file in hand. */
  fileName?: string | null;
  /** Reading or sending it; a share from 0 to 1 where known. */
  progress?: { label: string; share?: number } | null;
  isDisabled?: boolean;
};

/** Drop a file, or choose one: by mouse, finger or keyboard. */
export function FileDrop({ label, endings, onFile, description, fileName, progress, isDisabled = false }: FileDropProps) {
  const { t } = useLingui();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const endingsText = endings.join(', ');

  function take(file: File | undefined) {
    if (file === undefined || isDisabled) return;
    const isKnown = endings.some((ending) => file.name.toLowerCase().endsWith(ending));
    setRefused(isKnown ? null : file.name);
    if (isKnown) onFile(file);
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  }

  return (
    <div className="group relative">
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!isDisabled);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cx(
          'flex min-h-36 cursor-pointer flex-col items-center justify-center gap-1 rounded-lg border-2 border-dashed px-4 py-6 text-center transition-colors',
          'group-has-[input:focus-visible]:outline-2 group-has-[input:focus-visible]:outline-offset-2 group-has-[input:focus-visible]:outline-accent',
          isOver ? 'border-accent bg-accent-soft' : 'border-edge bg-surface hover:border-accent hover:bg-accent-soft',
          isDisabled && 'cursor-not-allowed opacity-60',
        )}
      >
        <span className="mb-1 text-accent">
          <Icon name={fileName ? 'file' : 'upload'} className="size-7" />
        </span>
        <span className="font-semibold">{label}</span>
        {fileName ? (
          <>
            <span className="max-w-full break-words">{fileName}</span>
            <span className="text-sm font-medium text-accent underline underline-offset-2">{t`Choose another file`}</span>
          </>
        ) : (
          <span className="text-muted">
            <Trans>
              Drop it here, or <span className="font-medium text-accent underline underline-offset-2">choose a file</span>
            </Trans>
          </span>
        )}
        {description !== undefined && <span className="text-sm text-muted">{description}</span>}
      </label>
      <input
        id={id}
        type="file"
        accept={endings.join(',')}
        disabled={isDisabled}
        aria-describedby={refused === null ? undefined : `${id}-refused`}
        onChange={(event) => {
          take(event.target.files?.[0]);
          // The same file, repaired, must be choosable again.
          event.target.value = '';
        }}
        className="sr-only"
      />
      {progress !== undefined && progress !== null && (
        <div className="mt-3">
          <ProgressBar label={progress.label} share={progress.share} />
        </div>
      )}
      {refused !== null && (
        <p id={`${id}-refused`} role="alert" className="mt-2 font-medium text-negative">
          <Icon name="error" className="mr-1.5" />
          <Trans>
            {refused} is not a file that can be read here. Use one that ends in {endingsText}.
          </Trans>
        </p>
      )}
    </div>
  );
}
