import { Trans, useLingui } from '@lingui/react/macro';
import { type Problem, type ProblemItem, problemOf } from '@lib/problem';
import { useState } from 'react';
import { Notice } from './notice';
import { PlainButton } from './plain-button';
import { keyOf, ProblemRows } from './problem-rows';

export type ProblemPanelProps = {
  /** Whatever was thrown; usually an `ApiProblem`. */
  error: unknown;
  onRetry?: () => void;
};

/** Every refusal of the server, in one shape: what failed, why, and what to do. What was typed stays where it is. */
export function ProblemPanel({ error, onRetry }: ProblemPanelProps) {
  const problem = problemOf(error);
  const words = useProblemWords(problem);
  const items = problem.errors ?? [];
  return (
    <Notice
      isAlert
      tone="negative"
      title={words.title}
      actions={
        onRetry &&
        !ASKING_AGAIN_IS_IN_VAIN.has(problem.status) && (
          <PlainButton size="small" onClick={onRetry}>
            <Trans>Try again</Trans>
          </PlainButton>
        )
      }
    >
      {words.detail !== '' && <p>{words.detail}</p>}
      {items.length > 0 && <ProblemItems items={items} />}
      {typeof problem.trace_id === 'string' && (
        <p className="mt-2">
          <Trans>
            Reference for support: <code className="break-all">{problem.trace_id}</code>
          </Trans>
        </p>
      )}
    </Notice>
  );
}

function useProblemWords(problem: Problem): { title: string; detail: string } {
  const { t } = useLingui();
  const detail = problem.detail ?? '';
  switch (problem.code) {
    case 'unreachable':
      return {
        title: t`The server cannot be reached.`,
        detail: t`Check your connection and try again. What you typed is still here.`,
      };
    case 'unexpected':
    case 'unexpected_answer':
      return { title: t`Something went wrong on our side.`, detail: detail === '' ? t`Try again in a moment.` : detail };
  }
  switch (problem.status) {
    case 403:
      return { title: problem.title || t`Your role does not allow this.`, detail };
    case 412:
      return {
        title: t`Someone else changed this in the meantime.`,
        detail: detail === '' ? t`Load the new version, then make your change again.` : detail,
      };
    case 429:
      return { title: t`That was a lot of requests.`, detail: detail === '' ? t`Wait a moment and try again.` : detail };
  }
  return { title: problem.title || t`This did not work.`, detail };
}

/** Not signed in, not allowed, not there: the same question gets the same answer. */
const ASKING_AGAIN_IS_IN_VAIN: ReadonlySet<number> = new Set([401, 403, 404]);

const FIRST_SHOWN = 20;

/** The single errors: a table when they name places in a file, else a list. */
export function ProblemItems({ items }: { items: readonly ProblemItem[] }) {
  const [showAll, setShowAll] = useState(false);
  const shown = showAll ? items : items.slice(0, FIRST_SHOWN);
  const inFile = items.some((item) => typeof item.row === 'number' || typeof item.file === 'string');
  return (
    <div className="mt-3">
      {inFile ? <ProblemRows items={shown} /> : <ErrorList items={shown} />}
      {shown.length < items.length && (
        <PlainButton size="small" variant="quiet" onClick={() => setShowAll(true)} className="mt-2">
          <Trans>Show all {items.length}</Trans>
        </PlainButton>
      )}
    </div>
  );
}

function ErrorList({ items }: { items: readonly ProblemItem[] }) {
  return (
    <ul className="list-disc space-y-1 pl-5 text-ink">
      {items.map((item, index) => (
        <li key={keyOf(item, index)}>
          {item.message} {item.remedy !== undefined && item.remedy !== null && <span className="text-muted">{item.remedy}</span>}
        </li>
      ))}
    </ul>
  );
}
