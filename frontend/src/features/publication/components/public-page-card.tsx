import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { TextField } from '@kit/text-field';
import { showToast } from '@kit/toast-queue';
import { formatDate } from '@lib/number-format';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { publicPageQuery, useClosePublicPage, useOpenPublicPage } from '../api/verification';

/** Whether anybody may see this budget, and the switch for who decides. */
export function PublicPageCard({ runId, publicLink }: { runId: string; publicLink: (words: ReactNode) => ReactNode }) {
  const { t } = useLingui();
  const me = useMe();
  const canDecide = me.roles.some((role) => role === 'superintendent' || role === 'budget_director');
  const state = useQuery(publicPageQuery(runId));
  const open = useOpenPublicPage(runId);
  const close = useClosePublicPage(runId);
  const [isAsking, setAsking] = useState(false);
  const [name, setName] = useState(me.district_name);
  if (state.data === undefined) return state.isError ? <ProblemPanel error={state.error} onRetry={() => void state.refetch()} /> : null;
  const { is_open: isOpen } = state.data;
  if (!isOpen && !canDecide) return null;
  return (
    <Card
      title={t`Public page`}
      description={t`Anybody with its address reads the budgets and the formula, in English and Spanish, without signing in. Groups of fewer than ten pupils are never shown.`}
      actions={
        canDecide &&
        (isOpen ? (
          <Button isPending={close.isPending} onPress={() => close.mutate(undefined, { onSuccess: () => showToast({ text: t`The page is taken back` }) })}>
            <Trans>Take it back</Trans>
          </Button>
        ) : (
          <Button icon="globe" onPress={() => setAsking(true)}>
            <Trans>Make it public…</Trans>
          </Button>
        ))
      }
    >
      {close.isError && <ProblemPanel error={close.error} />}
      {isOpen ? (
        <Notice tone="positive" title={<Trans>Anybody can read it</Trans>} actions={publicLink(<Trans>Open the public page</Trans>)}>
          {state.data.opened_by !== null && state.data.opened_at !== null && (
            <Trans>
              Made public by {state.data.opened_by}, {formatDate(state.data.opened_at)}.
            </Trans>
          )}
        </Notice>
      ) : (
        <p className="text-muted">
          <Trans>Only people who sign in see this budget now.</Trans>
        </p>
      )}
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={<Trans>Make this budget public?</Trans>}
        footer={
          <DialogButtons
            closing={<Trans>Not yet</Trans>}
            onClose={() => setAsking(false)}
            isPending={open.isPending}
            isDisabled={name.trim() === ''}
            onPress={() => open.mutate(name.trim(), { onSuccess: () => setAsking(false) })}
          >
            <Trans>Make it public</Trans>
          </DialogButtons>
        }
      >
        <div className="space-y-4">
          <ul className="list-disc space-y-2 pl-5">
            <li>
              <Trans>Shown are each school’s budget and dollars per pupil, the formula in plain words, and the fingerprint.</Trans>
            </li>
            <li>
              <Trans>Counts of fewer than ten pupils, and amounts that would tell of them, are hidden before anything leaves the server.</Trans>
            </li>
            <li>
              <Trans>You can take the page back, but not what somebody has read.</Trans>
            </li>
          </ul>
          <TextField label={t`Name of the district on the page`} value={name} maxLength={200} isRequired onChange={setName} />
          {open.isError && <ProblemPanel error={open.error} />}
        </div>
      </Dialog>
    </Card>
  );
}
