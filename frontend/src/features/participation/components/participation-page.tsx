import { Card } from '@kit/card';
import { EmptyState } from '@kit/empty-state';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import type { Scenario } from '@lib/api-types';
import { districtSettingsQuery } from '@lib/district';
import { fiscalYearName } from '@lib/fiscal-year';
import { useMe } from '@lib/session';
import { namesOf } from '@lib/setting-words';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { invitationsQuery, invitedResultQuery, invitedScenarioQuery, invitedSettingsQuery } from '../api/invitations';
import { InvitationList } from './invitation-list';
import { NewInvitationForm } from './new-invitation';
import { SummaryView } from './summary-view';

/** Invite people to try the formula within bounds, and see what they propose. */
export function ParticipationPage({ scenarioId }: { scenarioId: string }) {
  const { t } = useLingui();
  const scenario = useQuery(invitedScenarioQuery(scenarioId));
  return (
    <>
      <PageHeader
        context={scenario.data && <Trans>Fiscal year {fiscalYearName(scenario.data.fiscal_year)}</Trans>}
        title={t`Ask the community`}
        lead={<Trans>Invite people to move a few settings of the real formula, within your bounds. Share the link; proposals are counted here. Nobody needs an account, and no small group of schools is shown.</Trans>}
      />
      {scenario.isError ? (
        <ProblemPanel error={scenario.error} onRetry={() => void scenario.refetch()} />
      ) : scenario.data === undefined ? (
        <Loading lines={8} />
      ) : (
        <Invitations scenario={scenario.data} />
      )}
    </>
  );
}

function Invitations({ scenario }: { scenario: Scenario }) {
  const { t } = useLingui();
  const me = useMe();
  const invitations = useQuery(invitationsQuery(scenario.fiscal_year));
  const settings = useQuery(invitedSettingsQuery(scenario.scenario_id));
  const result = useQuery(invitedResultQuery(scenario.scenario_id));
  const district = useQuery(districtSettingsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const failed = [invitations, settings, district].find((one) => one.isError);
  const isEditor = me.roles.some((role) => role === 'superintendent' || role === 'budget_director' || role === 'budget_analyst');
  if (failed !== undefined) return <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />;
  if (invitations.data === undefined || settings.data === undefined || district.data === undefined || result.isPending) return <Loading lines={8} />;
  const names = namesOf(district.data, result.data?.sources ?? []);
  const shown = chosen ?? invitations.data[0]?.invitation_id ?? null;
  return (
    <div className="space-y-6">
      {invitations.data.length === 0 ? (
        <EmptyState icon="user" title={t`Nobody was invited yet`}>
          <Trans>For example: let families choose how much more a pupil in poverty should bring, from 0 to 1 times the base.</Trans>
        </EmptyState>
      ) : (
        <Card title={t`Invitations of this year`} flush>
          <InvitationList invitations={invitations.data} fiscalYear={scenario.fiscal_year} isEditor={isEditor} selected={shown} onSelect={setChosen} />
        </Card>
      )}
      {shown !== null && <SummaryView key={shown} invitationId={shown} isEditor={isEditor} />}
      {isEditor && <NewInvitationForm scenario={scenario} settings={settings.data} names={names} onMade={setChosen} />}
    </div>
  );
}
