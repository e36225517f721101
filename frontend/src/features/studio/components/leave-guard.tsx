import { Button } from '@kit/button';
import { Dialog } from '@kit/dialog';
import { Trans } from '@lingui/react/macro';
import { useBlocker } from '@tanstack/react-router';

type LeaveGuardProps = {
  shouldBlock: () => boolean;
  /** Addresses where the same draft goes on. */
  goesOnAt: (pathname: string) => boolean;
  onLose: () => void;
};

/** Says what would be lost before a page with unsaved changes is left. */
export function LeaveGuard({ shouldBlock, goesOnAt, onLose }: LeaveGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: ({ next }) => shouldBlock() && !goesOnAt(next.pathname),
    enableBeforeUnload: shouldBlock,
    withResolver: true,
  });
  return (
    <Dialog
      isOpen={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      isBlocking
      role="alertdialog"
      title={<Trans>Leave without saving?</Trans>}
      footer={
        <>
          <Button
            variant="danger"
            onPress={() => {
              onLose();
              blocker.proceed?.();
            }}
          >
            <Trans>Leave and lose the changes</Trans>
          </Button>
          <Button variant="primary" onPress={() => blocker.reset?.()}>
            <Trans>Stay here</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>The changes since the last save would be lost. Stay to save them.</Trans>
      </p>
    </Dialog>
  );
}
