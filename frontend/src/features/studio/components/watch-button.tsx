import { Icon } from '@kit/icon';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Watched } from './use-watched';

type WatchButtonProps = {
  schoolId: string;
  name: string;
  watched: Watched;
  /** Says in words what it does, where the school is what all is about; in a table its column does. */
  isWorded?: boolean;
};

/** Keeps a school in view, or lets it go. */
export function WatchButton({ schoolId, name, watched, isWorded = false }: WatchButtonProps) {
  const { t } = useLingui();
  const isOn = watched.has(schoolId);
  return (
    <button
      type="button"
      aria-pressed={isOn}
      aria-label={isWorded ? undefined : t`Keep ${name} in view`}
      title={isWorded ? undefined : t`Keep in view`}
      onClick={(event) => {
        event.stopPropagation();
        watched.toggle(schoolId);
      }}
      className={`inline-flex cursor-pointer items-center justify-center gap-1 rounded-md ${isWorded ? 'min-h-8 px-2 text-sm font-medium pointer-coarse:min-h-11' : 'size-8 pointer-coarse:size-11'} ${isOn ? 'bg-accent-soft text-accent forced-colors:outline-2' : 'text-muted hover:bg-sunken hover:text-ink'}`}
    >
      <Icon name="pin" />
      {isWorded && <Trans>Keep in view</Trans>}
    </button>
  );
}
