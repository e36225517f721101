import { api, query } from '@lib/api';
import type { ExplainedFigure } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Dialog } from './dialog';
import { ExplanationTree } from './explanation-tree';
import { ProblemPanel } from './problem-panel';
import { Loading } from './skeleton';
import type { WhyOrigin, WhySubject } from './why';

type Language = 'en' | 'es';

function read(origin: WhyOrigin, subject: WhySubject, language: Language, signal: AbortSignal): Promise<ExplainedFigure> {
  if ('scenarioId' in origin) {
    const body = { ...subject, language, ...(origin.policy !== undefined && { policy: origin.policy }) };
    return api.post<ExplainedFigure>(`/allocation/v1/scenarios/${origin.scenarioId}/explain`, body, { signal });
  }
  const { school_id: schoolId, ...rest } = subject;
  const run = `/allocation/v1/allocation-runs/${origin.runId}`;
  // Cells of the matrix are for schools too, who may not ask about other figures of the district.
  if (subject.level !== undefined) return api.get<ExplainedFigure>(`${run}/matrix/explanation${query({ ...rest, language })}`, { signal });
  const school = schoolId === undefined ? '' : `/schools/${encodeURIComponent(schoolId)}`;
  return api.get<ExplainedFigure>(`${run}${school}/explanation${query({ ...rest, language })}`, { signal });
}

export const whyQuery = (origin: WhyOrigin, subject: WhySubject, language: Language) =>
  queryOptions({
    queryKey: ['allocation', 'why', origin, subject, language],
    queryFn: ({ signal }) => read(origin, subject, language, signal),
    retry: false,
    gcTime: 60_000,
  });

type WhyDialogProps = { origin: WhyOrigin; subject: WhySubject; title: string; onClose: () => void };

/** "Why this number": in a few sentences first, then the whole arithmetic down to the rows of the files. */
export function WhyDialog({ origin, subject, title, onClose }: WhyDialogProps) {
  return (
    <Dialog isOpen onClose={onClose} size="wide" title={<Trans>Why {title}?</Trans>}>
      <Explained origin={origin} subject={subject} />
    </Dialog>
  );
}

function Explained({ origin, subject }: { origin: WhyOrigin; subject: WhySubject }) {
  const { i18n } = useLingui();
  const explanation = useQuery(whyQuery(origin, subject, i18n.locale === 'es' ? 'es' : 'en'));
  if (explanation.isPending) return <Loading lines={5} />;
  if (explanation.isError) return <ProblemPanel error={explanation.error} onRetry={() => void explanation.refetch()} />;
  return <FigureExplained figure={explanation.data} />;
}

const SENTENCES_SHOWN = 3;

/** A figure's explanation: plain words, then the tree. */
export function FigureExplained({ figure }: { figure: ExplainedFigure }) {
  const [first, ...rest] = figure.in_words.slice(0, SENTENCES_SHOWN);
  return (
    <>
      <div className="mb-4 max-w-line rounded-lg bg-sunken px-4 py-3">
        <p className="font-semibold">{first}</p>
        {rest.map((sentence) => (
          <p key={sentence} className="mt-1">
            {sentence}
          </p>
        ))}
      </div>
      <p className="mb-2 max-w-line text-sm text-muted">
        <Trans>Read from the top: each line is made of the lines inside it. The last ones name the file and row they came from.</Trans>
      </p>
      <ExplanationTree explanation={figure} />
    </>
  );
}
