import { Badge, type Tone } from '@kit/badge';
import type { RuleCheck } from '@lib/api-types';
import { formatCents } from '@lib/money';
import { formatBp, formatWhole } from '@lib/number-format';
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';

type CheckListProps = {
  checks: readonly RuleCheck[];
  label: string;
  /** What a check offers beside its words, such as a link to the page that mends it. */
  actionOf?: (check: RuleCheck) => ReactNode;
};

/** Every rule with its outcome, what was found, the way out, the figures and the place in the law. */
export function CheckList({ checks, label, actionOf }: CheckListProps) {
  return (
    <ol aria-label={label} className="divide-y divide-line">
      {checks.map((check) => (
        <li key={check.code} className="flex flex-col gap-x-6 gap-y-2 py-4 first:pt-0 last:pb-0 sm:flex-row break-inside-avoid">
          <div className="shrink-0 sm:w-44">
            <OutcomeBadge outcome={check.outcome} />
          </div>
          <div className="min-w-0 grow">
            <h3 className="font-semibold">{check.title}</h3>
            <p className="mt-1 max-w-line">{check.finding}</p>
            {check.remedy !== null && <Remedy text={check.remedy} />}
            {check.figures.length > 0 && (
              <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm">
                {check.figures.map((figure) => (
                  <div key={figure.label} className="flex gap-1.5">
                    <dt className="text-muted">{figure.label}</dt>
                    <dd className="font-medium tabular-nums">{figureText(figure)}</dd>
                  </div>
                ))}
              </dl>
            )}
            <p className="mt-2 text-sm text-muted">{check.cite}</p>
            {actionOf?.(check)}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Remedy({ text }: { text: string }) {
  const { t } = useLingui();
  return (
    <p className="mt-1 max-w-line">
      <strong className="font-semibold">{t`What to do:`}</strong> {text}
    </p>
  );
}

const TONES: Record<RuleCheck['outcome'], Tone> = {
  passed: 'positive',
  failed: 'negative',
  attention: 'warning',
  not_enough_data: 'accent',
  not_applicable: 'neutral',
};

export function OutcomeBadge({ outcome }: { outcome: RuleCheck['outcome'] }) {
  const words = useOutcomeWords();
  return <Badge tone={TONES[outcome]}>{words[outcome]}</Badge>;
}

export function useOutcomeWords(): Record<RuleCheck['outcome'], string> {
  const { t } = useLingui();
  return {
    passed: t`Passed`,
    failed: t`Failed`,
    attention: t`Look at this`,
    not_enough_data: t`Not enough data`,
    not_applicable: t`Does not apply`,
  };
}

export function figureText(figure: RuleCheck['figures'][number]): string {
  if (typeof figure.value === 'string') return figure.value;
  return { cents: formatCents, share_bp: formatBp, count: formatWhole, text: String }[figure.unit](figure.value);
}
