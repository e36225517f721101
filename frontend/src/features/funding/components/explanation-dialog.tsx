import { Dialog } from '@kit/dialog';
import { ExplanationTree } from '@kit/explanation-tree';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
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
  return (
    <>
      <p className="mb-4 max-w-line text-muted">
        <Trans>Read from the top: each line is made of the lines inside it. The last ones name the file and row they came from.</Trans>
      </p>
      <ExplanationTree explanation={explanation.data} />
    </>
  );
}
