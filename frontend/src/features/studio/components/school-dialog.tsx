import { Waterfall } from '@charts/waterfall';
import { Dialog } from '@kit/dialog';
import { DiffValue } from '@kit/diff-value';
import { ExplanationTree } from '@kit/explanation-tree';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import type { AllocationFigures, Policy } from '@lib/api-types';
import { formatCents, formatDollars } from '@lib/money';
import { formatDecimal } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { type ExplainedAmount, explanationQuery, wholeCalculationQuery } from '../api/calculation';
import { breakdownOf } from '../model/breakdown';
import { ADJUSTMENT_WORDS } from './adjustments/adjustment-words';
import { useWatched } from './use-watched';
import { WatchButton } from './watch-button';

type SchoolDialogProps = {
  scenarioId: string;
  policy: Policy;
  result: AllocationFigures;
  /** Place in the result's columns. */
  schoolIndex: number;
  onClose: () => void;
};

type Asked = { sourceId?: string; componentId?: string };

/** Why this number: one school's total by source and part, and the arithmetic of any of them. */
export function SchoolDialog({ scenarioId, policy, result, schoolIndex, onClose }: SchoolDialogProps) {
  const { t, i18n } = useLingui();
  const [asked, setAsked] = useState<Asked>({});
  const whole = useQuery(wholeCalculationQuery(scenarioId, policy));
  const schoolId = result.school_ids[schoolIndex] ?? '';
  const name = result.school_names[schoolIndex] ?? schoolId;
  const watched = useWatched();
  const change = result.change_cents[schoolIndex] ?? null;
  return (
    <Dialog isOpen onClose={onClose} size="wide" title={name}>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <strong className="text-xl font-semibold tabular-nums">{formatCents(result.totals_cents[schoolIndex] ?? 0)}</strong>
        <span className="text-muted">
          <Trans>for {formatDecimal(result.pupil_counts[schoolIndex] ?? 0)} pupils</Trans>
        </span>
        {change !== null && (
          <span className="inline-flex items-baseline gap-2">
            <DiffValue value={change} />
            <span className="text-muted">
              <Trans>against today</Trans>
            </span>
          </span>
        )}
        <span className="ml-auto">
          <WatchButton schoolId={schoolId} name={name} watched={watched} isWorded />
        </span>
      </div>
      <div className="mt-4">
        {whole.isPending && <Loading lines={8} />}
        {whole.isError && <ProblemPanel error={whole.error} onRetry={() => void whole.refetch()} />}
        {whole.isSuccess && <MadeOf policy={policy} result={whole.data} schoolIndex={schoolIndex} asked={asked} onAsk={setAsked} />}
      </div>
      <section aria-label={t`The arithmetic`} className="mt-6 border-t border-line pt-4">
        <Explained
          scenarioId={scenarioId}
          policy={policy}
          amount={{
            school_id: schoolId,
            ...(asked.sourceId !== undefined && { source_id: asked.sourceId }),
            ...(asked.componentId !== undefined && { component_id: asked.componentId }),
            language: i18n.locale === 'es' ? 'es' : 'en',
          }}
        />
      </section>
    </Dialog>
  );
}

type MadeOfProps = Pick<SchoolDialogProps, 'policy' | 'result' | 'schoolIndex'> & { asked: Asked; onAsk: (asked: Asked) => void };

/** The total by source and part, as a table to ask from and as a picture. */
function MadeOf({ policy, result, schoolIndex, asked, onAsk }: MadeOfProps) {
  const { t, i18n } = useLingui();
  const total = result.totals_cents[schoolIndex] ?? 0;
  const sources = breakdownOf(result, schoolIndex);
  const biggest = sources.toSorted((one, other) => other.cents - one.cents)[0];
  const isAsked = (sourceId?: string, componentId?: string) => asked.sourceId === sourceId && asked.componentId === componentId;
  const nameOf = (source: { name: string }) => (source.name === '' ? t`Adjustments` : source.name);
  const partName = ({ label, componentId }: { label: string; componentId: string }) => {
    // What nobody named goes by its id, which nobody needs to read.
    const unnamed = policy.adjustments.find((adjustment) => !adjustment.label && adjustment.adjustment_id === (label || componentId));
    return unnamed === undefined ? label || componentId : i18n._(ADJUSTMENT_WORDS[unnamed.kind].name);
  };
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <section aria-label={t`What it is made of`} className="min-w-0">
        <table className="w-full text-left text-sm">
          <caption className="pb-2 text-left text-muted">
            <Trans>Press an amount to see its arithmetic.</Trans>
          </caption>
          <tbody>
            <AmountRow label={t`Total`} cents={total} isAsked={isAsked()} onAsk={() => onAsk({})} isStrong />
            {sources.map((source) => (
              <Fragment key={source.sourceId}>
                {source.sourceId !== '' && (
                  <AmountRow
                    label={nameOf(source)}
                    cents={source.cents}
                    isAsked={isAsked(source.sourceId)}
                    onAsk={() => onAsk({ sourceId: source.sourceId })}
                  />
                )}
                {(source.parts.length > 1 || source.sourceId === '') &&
                  source.parts.map((part) => (
                    <AmountRow
                      key={part.componentId}
                      label={partName(part)}
                      cents={part.cents}
                      isIndented
                      isAsked={isAsked(source.sourceId === '' ? undefined : source.sourceId, part.componentId)}
                      onAsk={() => onAsk({ sourceId: source.sourceId === '' ? undefined : source.sourceId, componentId: part.componentId })}
                    />
                  ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
      <Waterfall
        title={t`From nothing to the total`}
        finding={biggest === undefined ? null : <Trans>The largest part is {nameOf(biggest)} with {formatDollars(biggest.cents)}.</Trans>}
        steps={[
          ...sources.map((source) => ({ id: source.sourceId, label: nameOf(source), amount_cents: source.cents, kind: 'change' as const })),
          { id: ' total', label: t`Total`, amount_cents: total, kind: 'total' as const },
        ]}
      />
    </div>
  );
}

type AmountRowProps = { label: string; cents: number; isAsked: boolean; onAsk: () => void; isIndented?: boolean; isStrong?: boolean };

function AmountRow({ label, cents, isAsked, onAsk, isIndented = false, isStrong = false }: AmountRowProps) {
  return (
    <tr className={isAsked ? 'bg-accent-soft' : undefined}>
      <th scope="row" className={`border-b border-line py-1 pr-3 ${isIndented ? 'pl-6 font-normal text-muted' : 'pl-2 font-medium'} ${isStrong ? 'text-base' : ''}`}>
        {label}
      </th>
      <td className="border-b border-line py-1 pr-2 text-right">
        <button
          type="button"
          aria-pressed={isAsked}
          onClick={onAsk}
          className="min-h-8 cursor-pointer rounded-sm text-accent underline decoration-dotted underline-offset-4 tabular-nums hover:decoration-solid pointer-coarse:min-h-11"
        >
          {formatCents(cents)}
          <span className="sr-only">
            {' '}
            <Trans>– why?</Trans>
          </span>
        </button>
      </td>
    </tr>
  );
}

function Explained({ scenarioId, policy, amount }: { scenarioId: string; policy: Policy; amount: ExplainedAmount }) {
  const explanation = useQuery(explanationQuery(scenarioId, policy, amount));
  if (explanation.isPending) return <Loading lines={5} />;
  if (explanation.isError) return <ProblemPanel error={explanation.error} onRetry={() => void explanation.refetch()} />;
  return <ExplanationTree explanation={explanation.data} />;
}
