import { Dialog, type DialogProps } from './dialog';
import { ProblemPanel } from './problem-panel';
import { Loading } from './skeleton';

export type LoadingDialogProps = Pick<DialogProps, 'title' | 'size' | 'onClose'> & {
  /** The query for what the dialog cannot begin without. */
  asked: { error: Error | null; refetch: () => unknown };
};

/** Stands for a dialog until what it edits is there, or says why it does not come. */
export function LoadingDialog({ asked, ...dialog }: LoadingDialogProps) {
  return (
    <Dialog isOpen {...dialog}>
      {asked.error === null ? <Loading lines={8} /> : <ProblemPanel error={asked.error} onRetry={() => void asked.refetch()} />}
    </Dialog>
  );
}
