import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { cx } from './class-names';
import { Icon } from './icon';

export type StepState = 'done' | 'current' | 'todo' | 'problem';

export type Step = {
  id: string;
  title: ReactNode;
  /** Says when it is done, or what came of it. */
  note?: ReactNode;
  state: StepState;
  /** A link or button that goes there. */
  action?: ReactNode;
};

const MARKS: Record<StepState, string> = {
  done: 'border-positive bg-positive-soft text-positive',
  current: 'border-accent bg-accent text-on-accent',
  todo: 'border-edge bg-surface text-muted',
  problem: 'border-negative bg-negative-soft text-negative',
};

/** The road from here to done, with where you stand. */
export function StepList({ steps, label }: { steps: readonly Step[]; label: string }) {
  return (
    <ol aria-label={label}>
      {steps.map((step, index) => (
        <li key={step.id} aria-current={step.state === 'current' ? 'step' : undefined} className="relative flex gap-4 pb-6 last:pb-0">
          {index < steps.length - 1 && <span aria-hidden="true" className="absolute top-9 bottom-1 left-[1.0625rem] w-0.5 bg-line" />}
          <span
            aria-hidden="true"
            className={cx('flex size-9 shrink-0 items-center justify-center rounded-full border-2 font-semibold', MARKS[step.state])}
          >
            {step.state === 'done' ? <Icon name="check" /> : step.state === 'problem' ? <Icon name="error" /> : index + 1}
          </span>
          <div className="flex min-w-0 grow flex-wrap items-start justify-between gap-x-6 gap-y-2 pt-1">
            <div className="min-w-0 max-w-[56ch]">
              <p className={cx('font-semibold', step.state === 'todo' && 'text-muted')}>
                {step.title}
                <span className="sr-only">
                  {step.state === 'done' && <Trans>(done)</Trans>}
                  {step.state === 'problem' && <Trans>(has a problem)</Trans>}
                </span>
              </p>
              {step.note !== undefined && <div className="text-sm text-muted">{step.note}</div>}
            </div>
            {step.action}
          </div>
        </li>
      ))}
    </ol>
  );
}
