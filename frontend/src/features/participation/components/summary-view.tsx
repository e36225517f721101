import { Histogram } from '@charts/histogram';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import type { InvitationSummary, Proposal } from '@lib/api-types';
import { formatDate } from '@lib/number-format';
import { formatSetting } from '@lib/setting-value';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { proposalsQuery, summaryQuery, useDeleteComment } from '../api/invitations';
import { noon, textIn } from '../model/words';
import { EffectView } from './effect-view';

/** What people proposed: the middle and the spread of each setting, beside the published or adopted policy, and their words. */
export function SummaryView({ invitationId, isEditor }: { invitationId: string; isEditor: boolean }) {
  const { t } = useLingui();
  const summary = useQuery(summaryQuery(invitationId));
  const proposals = useQuery(proposalsQuery(invitationId));
  const failed = [summary, proposals].find((one) => one.isError);
  if (failed !== undefined) return <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />;
  if (summary.data === undefined || proposals.data === undefined) return <Loading lines={8} />;
  const count = summary.data.invitation.proposal_count;
  const effect = summary.data.median_effect;
  if (count === 0) {
    return (
      <Card title={t`What people propose`}>
        <p className="text-muted">
          <Trans>No proposal has come yet. Copy the link and share it: in a newsletter, on the school’s page, at a meeting.</Trans>
        </p>
      </Card>
    );
  }
  return (
    <div className="space-y-6">
      <div className="grid items-start gap-6 lg:grid-cols-2">
        {summary.data.settings.map((setting) => (
          <SettingCard key={setting.setting} setting={setting} summary={summary.data} />
        ))}
      </div>
      {effect !== null && (
        <Card title={t`What the middle proposal would do`} description={t`The median of every setting, calculated together.`}>
          <EffectView effect={effect} />
        </Card>
      )}
      <Comments invitationId={invitationId} proposals={proposals.data.filter((each) => each.comment !== '')} isEditor={isEditor} />
    </div>
  );
}

function SettingCard({ setting, summary }: { setting: InvitationSummary['settings'][number]; summary: InvitationSummary }) {
  const { t, i18n } = useLingui();
  const slider = summary.invitation.sliders.find((each) => each.setting === setting.setting);
  if (slider === undefined) return null;
  const figure = (value: string | null) => (value === null ? '–' : formatSetting(slider.unit, value));
  const name = textIn(slider.name, i18n.locale);
  const median = figure(setting.median);
  const lower = figure(setting.lower_quartile);
  const upper = figure(setting.upper_quartile);
  const isPublished = summary.adopted_run_id !== null;
  const isAdopted = summary.adopted_scenario_id !== null;
  const marks = [
    { id: 'median', label: t`Median of the proposals`, value: Number(setting.median) },
    { id: 'own', label: t`The invitation’s own value`, value: Number(slider.value) },
    ...(setting.adopted === null ? [] : [{ id: 'adopted', label: isPublished ? t`Published policy` : t`Adopted scenario`, value: Number(setting.adopted) }]),
  ];
  return (
    <Card>
      <Histogram
        title={name}
        finding={t`Half of the proposals are at ${median} or below; the middle half lies between ${lower} and ${upper}.`}
        bars={setting.bars.map((bar) => ({ low: Number(bar.low), high: Number(bar.high), count: bar.count }))}
        marks={marks}
        format={(value) => formatSetting(slider.unit, String(value))}
        countLabel={t`Proposals`}
        valueLabel={t`Value`}
      />
      <dl className="mt-3 grid grid-cols-3 gap-3 text-sm">
        {marks.map((mark) => (
          <div key={mark.id}>
            <dt className="text-muted">{mark.label}</dt>
            <dd className="font-semibold tabular-nums">{formatSetting(slider.unit, String(mark.value))}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-sm text-muted">
        <Plural value={setting.count} one="# proposal" other="# proposals" />
        {setting.adopted === null && (
          <>
            {'. '}
            {isPublished ? (
              <Trans>The published policy has no such setting.</Trans>
            ) : isAdopted ? (
              <Trans>The adopted scenario has no such setting.</Trans>
            ) : (
              <Trans>Nothing of this year is published or adopted yet.</Trans>
            )}
          </>
        )}
      </p>
    </Card>
  );
}

function Comments({ invitationId, proposals, isEditor }: { invitationId: string; proposals: readonly Proposal[]; isEditor: boolean }) {
  const { t } = useLingui();
  const remove = useDeleteComment(invitationId);
  if (proposals.length === 0) return null;
  return (
    <Card title={t`In their words`} description={t`Delete a comment that names somebody; the proposal itself counts on.`}>
      <ul className="divide-y divide-line">
        {proposals.map((proposal) => (
          <li key={proposal.proposal_id} className="flex items-start justify-between gap-4 py-3">
            <div className="min-w-0">
              <p lang={proposal.language} className="max-w-line break-words whitespace-pre-line">
                {proposal.comment}
              </p>
              <p className="mt-1 text-sm text-muted">{formatDate(noon(proposal.sent_on))}</p>
            </div>
            {isEditor && (
              <Button size="small" variant="quiet" isPending={remove.isPending && remove.variables === proposal.proposal_id} onPress={() => remove.mutate(proposal.proposal_id)}>
                <Trans>Delete comment</Trans>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {remove.isError && <ProblemPanel error={remove.error} />}
    </Card>
  );
}
