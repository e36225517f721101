import { Button } from '@kit/button';
import { buttonClass } from '@kit/button-class';
import { Card } from '@kit/card';
import { Icon } from '@kit/icon';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import type { Verification } from '@lib/api-types';
import { formatCents } from '@lib/money';
import { formatTime } from '@lib/number-format';
import { useMe } from '@lib/session';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { bundleAddress, verificationQuery } from '../api/verification';

const CHECKS: Record<string, MessageDescriptor> = {
  document: msg`The published document and its own fingerprint`,
  policy: msg`The policy`,
  inputs: msg`Schools, pupils and money it was made from`,
  result: msg`The result, calculated again`,
};

/** Is what stands here what policy and data give? Asked and answered on the spot. */
export function VerifyCard({ runId }: { runId: string }) {
  const { t } = useLingui();
  const verification = useQuery(verificationQuery(runId));
  const readsDistrict = useMe().school_ids.length === 0;
  return (
    <Card
      title={t`Verify`}
      description={t`Calculates this budget again from the policy and the data it was made from, and compares every fingerprint.`}
      actions={
        <>
          {readsDistrict && (
            <a href={bundleAddress(runId)} download className={buttonClass()} data-print="hide">
              <Icon name="download" />
              <Trans>Bundle for checking</Trans>
            </a>
          )}
          <Button icon="check" isPending={verification.isFetching} onPress={() => void verification.refetch()}>
            <Trans>Verify now</Trans>
          </Button>
        </>
      }
    >
      <div aria-live="polite" className="space-y-4">
        {verification.isError ? (
          <ProblemPanel error={verification.error} onRetry={() => void verification.refetch()} />
        ) : verification.data === undefined ? (
          <p className="text-muted">
            <Trans>
              Anybody with the bundle can do the same without this website: <code>ssfr verify publication.json</code>
            </Trans>
          </p>
        ) : (
          <Outcome found={verification.data} />
        )}
      </div>
    </Card>
  );
}

function Outcome({ found }: { found: Verification }) {
  const { t, i18n } = useLingui();
  return (
    <>
      {found.verified ? (
        <Notice tone="positive" title={<Trans>Verified: recomputed just now, same fingerprint</Trans>}>
          <Trans>At {formatTime(found.checked_at)}. Not one cent has changed since it was published.</Trans>
        </Notice>
      ) : (
        <Notice tone="negative" title={<Trans>Not verified: something differs</Trans>} isAlert>
          {found.problem ?? <Trans>See below what differs, and tell your district’s IT.</Trans>}
        </Notice>
      )}
      <ul className="space-y-2">
        {found.checks.map((check) => (
          <li key={check.name} className="flex gap-2">
            <Icon name={check.agrees ? 'check' : 'error'} className={`mt-0.5 ${check.agrees ? 'text-positive' : 'text-negative'}`} />
            <div className="min-w-0">
              <p>
                {CHECKS[check.name] === undefined ? check.name : i18n._(CHECKS[check.name] as MessageDescriptor)}
                <span className="sr-only">{check.agrees ? t`: same` : t`: differs`}</span>
              </p>
              <p className="font-mono text-sm break-all text-muted">{check.found}</p>
            </div>
          </li>
        ))}
      </ul>
      {found.differences.length > 0 && (
        <ul className="list-disc pl-5">
          {found.differences.map((each) => (
            <li key={each.school_id}>
              <Trans>
                {each.school_id}: published {each.published_cents === null ? '–' : formatCents(each.published_cents)}, recomputed{' '}
                {each.found_cents === null ? '–' : formatCents(each.found_cents)}
              </Trans>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
