import { Dialog } from '@kit/dialog';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { FigureExplained } from '@kit/why-dialog';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type AskedAmount, explanationQuery } from '../api/explanation';

type ExplanationDialogProps = {
  /** What is asked about; `null` keeps the window closed. */
  asked: AskedAmount | null;
  title: string;
  onClose: () => void;
};

/** "Why this number": the arithmetic of one published amount, down to the rows of the files it came from. */
export function ExplanationDialog({ asked, title, onClose }: ExplanationDialogProps) {
  return (
    <Dialog isOpen={asked !== null} onClose={onClose} size="wide" title={<Trans>Why {title}?</Trans>}>
      {asked !== null && <Explained asked={asked} />}
    </Dialog>
  );
}

function Explained({ asked }: { asked: AskedAmount }) {
  const explanation = useQuery(explanationQuery(asked));
  if (explanation.isPending) return <Loading lines={5} />;
  if (explanation.isError) return <ProblemPanel error={explanation.error} onRetry={() => void explanation.refetch()} />;
  return <FigureExplained figure={explanation.data} />;
}
