import { Icon } from '@kit/icon';
import { formatBp } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';

/** What the guidebook asks for: schools decide about this part of unrestricted money. */
const TARGET_BP = 8_500;

/** The share that schools decide about, against the target. */
export function ControlMeter({ controlBp }: { controlBp: number | null }) {
  const { t } = useLingui();
  if (controlBp === null) return null;
  const gap = controlBp - TARGET_BP;
  const words = gap >= 0 ? t`target reached` : t`${formatBp(-gap)} below the target`;
  return (
    <div className="rounded-lg border border-line bg-surface p-4 shadow-card">
      <p className="text-sm font-medium text-muted">
        <Trans>Schools decide about</Trans>
      </p>
      <p className="mt-1 text-xl font-semibold tracking-tight tabular-nums">{formatBp(controlBp)}</p>
      <div
        role="meter"
        aria-label={t`Share of unrestricted money that schools decide about`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={controlBp / 100}
        aria-valuetext={`${formatBp(controlBp)}, ${words}`}
        className="relative mt-2 h-2.5 rounded-full border border-edge bg-sunken"
      >
        <div className="h-full origin-left overflow-hidden rounded-full bg-accent forced-colors:bg-[Highlight]" style={{ width: `${Math.min(controlBp / 100, 100)}%` }} />
        <span className="absolute -inset-y-1 w-0.5 bg-ink" style={{ left: `${TARGET_BP / 100}%` }} />
      </div>
      <p className="mt-2 text-sm">
        <span className={gap >= 0 ? 'text-positive' : 'text-warning'}>
          <Icon name={gap >= 0 ? 'check' : 'info'} /> {words}
        </span>{' '}
        <span className="text-muted">
          <Trans>(85% of unrestricted money)</Trans>
        </span>
      </p>
    </div>
  );
}
