import { Notice } from '@kit/notice';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDate } from '@lib/number-format';
import { useAsked } from '@lib/use-asked';
import { Trans, useLingui } from '@lingui/react/macro';
import { publicInvitations } from '../api/public-invitation';
import { noon, textIn } from '../model/words';
import { Proposing } from './proposing';

/** The shareable page: bounded sliders on the real formula, for anybody with the link. */
export function TakePartPage({ token }: { token: string }) {
  const { t, i18n } = useLingui();
  // A refusal is worded by the server, so in another language it is asked for again; an answer is kept.
  const invitation = useAsked(`${token} ${i18n.locale}`, () => publicInvitations.take(token));
  if (invitation.data === undefined) {
    return (
      <>
        <PageHeader title={t`Take part in the school budget`} lead={<Trans>Move the sliders and see what happens to schools. Then send your proposal to the district.</Trans>} />
        {invitation.error === null ? <Loading lines={10} /> : <ProblemPanel error={invitation.error} onRetry={invitation.askAgain} />}
      </>
    );
  }
  const { title, introduction, state, opens_on: opens, closes_on: closes, fiscal_year: year } = invitation.data;
  const words = textIn(introduction, i18n.locale);
  const from = formatDate(noon(opens));
  const to = formatDate(noon(closes));
  return (
    <>
      <PageHeader
        context={<Trans>School budgets {fiscalYearName(year)}</Trans>}
        title={textIn(title, i18n.locale)}
        lead={words === '' ? <Trans>Move the sliders and see what happens to schools. Then send your proposal to the district.</Trans> : words}
      />
      {state !== 'open' && (
        <div className="mb-6">
          <Notice title={state === 'not_yet' ? t`Proposals are taken from ${from} on.` : t`Proposals are closed since ${to}.`}>
            <Trans>You can move the sliders all the same.</Trans>
          </Notice>
        </div>
      )}
      <Proposing token={token} invitation={invitation.data} />
    </>
  );
}
