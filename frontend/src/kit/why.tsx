import type { ExplainedFigureName, Policy } from '@lib/api-types';
import { createContext, lazy, type ReactNode, Suspense, useContext, useMemo, useState } from 'react';

/** Which figure is asked about; the names are those of the HTTP interface. */
export type WhySubject = {
  school_id?: string;
  source_id?: string;
  component_id?: string;
  figure?: ExplainedFigureName;
  level?: string;
  need_category?: string;
};

/** Whose figures stand on the page: a scenario's, with the policy on screen, or those of a published run. */
export type WhyOrigin = { scenarioId: string; policy?: Policy } | { runId: string };

type Ask = (subject: WhySubject, title: string, origin?: WhyOrigin) => void;

const WhyContext = createContext<Ask | null>(null);
const WhyDialog = lazy(async () => ({ default: (await import('./why-dialog')).WhyDialog }));

/** Around a page's figures: every `Why` inside opens the arithmetic of its figure, of the page's origin or of its own. */
export function WhyProvider({ origin, children }: { origin?: WhyOrigin; children: ReactNode }) {
  const [asked, setAsked] = useState<{ subject: WhySubject; title: string; origin?: WhyOrigin } | null>(null);
  const ask = useMemo<Ask>(() => (subject, title, own) => setAsked({ subject, title, origin: own }), []);
  const of = asked?.origin ?? origin;
  return (
    <WhyContext value={ask}>
      {children}
      {asked !== null && of !== undefined && (
        <Suspense fallback={null}>
          <WhyDialog origin={of} subject={asked.subject} title={asked.title} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </WhyContext>
  );
}

type WhyProps = {
  subject: WhySubject;
  /** What the window is called, without "Why": the school, or the source and the column. */
  title: string;
  /** Where figures of several scenarios stand side by side: whose this one is. */
  origin?: WhyOrigin;
  /** The figure as it is shown. */
  children: ReactNode;
};

/** A figure that can be asked why. Outside a `WhyProvider` it is plain text. */
export function Why({ subject, title, origin, children }: WhyProps) {
  const ask = useContext(WhyContext);
  if (ask === null) return <>{children}</>;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={(event) => {
        // The row around it may open something else.
        event.stopPropagation();
        ask(subject, title, origin);
      }}
      // 24 px to touch, on lines of 20.
      className="-my-0.5 cursor-pointer rounded-sm py-0.5 text-inherit underline decoration-dotted decoration-muted underline-offset-4 tabular-nums hover:text-accent hover:decoration-solid pointer-coarse:min-h-11 print:no-underline"
    >
      {children}
    </button>
  );
}
