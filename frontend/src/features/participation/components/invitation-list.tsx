import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { DataTable } from '@kit/data-table';
import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { showToast } from '@kit/toast-queue';
import type { Invitation } from '@lib/api-types';
import { formatDate, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useWithdraw } from '../api/invitations';
import { dayFromToday, linkOf, noon, textIn } from '../model/words';

export type InvitationListProps = {
  invitations: readonly Invitation[];
  fiscalYear: number;
  isEditor: boolean;
  selected: string | null;
  onSelect: (invitationId: string) => void;
};

export function InvitationList({ invitations, fiscalYear, isEditor, selected, onSelect }: InvitationListProps) {
  const { t, i18n } = useLingui();
  const [ending, setEnding] = useState<Invitation | null>(null);
  const withdraw = useWithdraw(fiscalYear);
  // For a person whose browser keeps pages away from the clipboard: the link itself, to be copied by hand.
  const [uncopied, setUncopied] = useState<string | null>(null);
  const copy = async (link: string) => {
    setUncopied(null);
    try {
      await navigator.clipboard.writeText(link);
      showToast({ text: t`The link was copied.` });
    } catch {
      setUncopied(link);
    }
  };
  const end = (invitation: Invitation | null) => {
    withdraw.reset();
    setEnding(invitation);
  };
  return (
    <>
      <DataTable
        caption={t`Invitations, their links and how many proposals came`}
        hideCaption
        rows={invitations}
        rowId={(row) => row.invitation_id}
        selectedRowId={selected}
        onOpenRow={(row) => onSelect(row.invitation_id)}
        columns={[
          { id: 'title', header: t`Invitation`, cell: (row) => textIn(row.text.title, i18n.locale), width: 16 },
          { id: 'state', header: t`State`, cell: (row) => <State invitation={row} /> },
          { id: 'until', header: t`Until`, hideBelow: 'md', cell: (row) => formatDate(noon(row.closes_on)) },
          { id: 'count', header: t`Proposals`, align: 'end', cell: (row) => formatWhole(row.proposal_count) },
          {
            id: 'link',
            header: t`Link`,
            cell: (row) => (
              <span className="inline-flex flex-wrap gap-1">
                <Button size="small" onPress={() => void copy(linkOf(row.token))}>
                  <Trans>Copy link</Trans>
                </Button>
                {isEditor && row.withdrawn_at === null && (
                  <Button size="small" variant="quiet" onPress={() => end(row)}>
                    <Trans>End…</Trans>
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
      {uncopied !== null && (
        <div className="p-4 sm:px-6">
          <Notice isAlert tone="warning" title={t`The link could not be copied. Copy it from here:`}>
            <span className="break-all">{uncopied}</span>
          </Notice>
        </div>
      )}
      <Dialog
        isOpen={ending !== null}
        onClose={() => end(null)}
        role="alertdialog"
        title={t`End this invitation?`}
        footer={
          <DialogButtons
            variant="danger"
            onClose={() => end(null)}
            isPending={withdraw.isPending}
            onPress={() => ending !== null && withdraw.mutate(ending.invitation_id, { onSuccess: () => end(null) })}
          >
            <Trans>End it</Trans>
          </DialogButtons>
        }
      >
        <Trans>The link will say that proposals are closed. What was proposed stays. It cannot be opened again.</Trans>
        {withdraw.isError && (
          <div className="mt-4">
            <ProblemPanel error={withdraw.error} />
          </div>
        )}
      </Dialog>
    </>
  );
}

function State({ invitation }: { invitation: Invitation }) {
  const today = dayFromToday(0);
  if (invitation.withdrawn_at !== null || invitation.closes_on < today) {
    return (
      <Badge>
        <Trans>closed</Trans>
      </Badge>
    );
  }
  if (invitation.opens_on > today) {
    return (
      <Badge tone="accent">
        <Trans>not open yet</Trans>
      </Badge>
    );
  }
  return (
    <Badge tone="positive">
      <Trans>open</Trans>
    </Badge>
  );
}
