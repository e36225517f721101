import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { DataTable } from '@kit/data-table';
import { Dialog } from '@kit/dialog';
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
  const copy = async (invitation: Invitation) => {
    await navigator.clipboard.writeText(linkOf(invitation.token));
    showToast({ text: t`The link was copied.` });
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
                <Button size="small" onPress={() => void copy(row)}>
                  <Trans>Copy link</Trans>
                </Button>
                {isEditor && row.withdrawn_at === null && (
                  <Button size="small" variant="quiet" onPress={() => setEnding(row)}>
                    <Trans>End…</Trans>
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
      <Dialog
        isOpen={ending !== null}
        onClose={() => setEnding(null)}
        role="alertdialog"
        title={t`End this invitation?`}
        footer={
          <>
            <Button onPress={() => setEnding(null)}>
              <Trans>Cancel</Trans>
            </Button>
            <Button variant="danger" isPending={withdraw.isPending} onPress={() => ending !== null && withdraw.mutate(ending.invitation_id, { onSuccess: () => setEnding(null) })}>
              <Trans>End it</Trans>
            </Button>
          </>
        }
      >
        <Trans>The link will say that proposals are closed. What was proposed stays. It cannot be opened again.</Trans>
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
