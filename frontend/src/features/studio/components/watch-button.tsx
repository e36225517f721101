import { Icon } from '@kit/icon';
import { useLingui } from '@lingui/react/macro';
import type { Watched } from './use-watched';

/** Keeps a school in view, or lets it go. */
export function WatchButton({ schoolId, name, watched }: { schoolId: string; name: string; watched: Watched }) {
  const { t } = useLingui();
  const isOn = watched.has(schoolId);
  return (
    <button
      type="button"
      aria-pressed={isOn}
      aria-label={t`Keep ${name} in view`}
      title={t`Keep in view`}
      onClick={(event) => {
        event.stopPropagation();
        watched.toggle(schoolId);
      }}
      className={`inline-flex size-8 cursor-pointer items-center justify-center rounded-md pointer-coarse:size-11 ${isOn ? 'bg-accent-soft text-accent forced-colors:outline-2' : 'text-muted hover:bg-sunken hover:text-ink'}`}
    >
      <Icon name="pin" />
    </button>
  );
}
