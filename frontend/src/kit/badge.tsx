import type { ReactNode } from 'react';
import { cx } from './class-names';
import { Icon, type IconName } from './icon';

export type Tone = 'neutral' | 'accent' | 'positive' | 'warning' | 'negative';

const TONES: Record<Tone, { box: string; icon: IconName | null }> = {
  neutral: { box: 'bg-sunken text-ink', icon: null },
  accent: { box: 'bg-accent-soft text-accent', icon: 'info' },
  positive: { box: 'bg-positive-soft text-positive', icon: 'check' },
  warning: { box: 'bg-warning-soft text-warning', icon: 'warning' },
  negative: { box: 'bg-negative-soft text-negative', icon: 'error' },
};

/** A state in a word. Colour never speaks alone: every tone but the neutral one brings its icon. */
export function Badge({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  const shown = icon ?? TONES[tone].icon;
  return (
    <span
      className={cx(
        'inline-flex max-w-full items-center gap-1 rounded-full px-2 py-0.5 text-sm font-medium forced-colors:border',
        TONES[tone].box,
      )}
    >
      {shown !== null && <Icon name={shown} />}
      <span className="min-w-0">{children}</span>
    </span>
  );
}
