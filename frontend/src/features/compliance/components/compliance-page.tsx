import { downloadText, toCsv } from '@charts/download';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Link } from '@kit/link';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { StatTile } from '@kit/stat-tile';
import { showToast } from '@kit/toast-queue';
import type { Compliance, ComplianceSettings, RuleCheck } from '@lib/api-types';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatWhole } from '@lib/number-format';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { checkedScenarioQuery, complianceQuery, complianceSettingsQuery, ruleLanguage, useSaveSettings } from '../api/compliance';
import { CheckList, figureText, useOutcomeWords } from './check-list';
import { ComparabilityTable } from './comparability-table';
import { ComplianceSettingsForm } from './compliance-settings';
import { RuleRegister } from './rule-register';
import { SpendingTable } from './spending-table';

type CompliancePageProps = { scenarioId: string };

/** Everything an auditor asks of a formula, on one page to print. */
export function CompliancePage({ scenarioId }: CompliancePageProps) {
  const { t } = useLingui();
  const scenario = useQuery(checkedScenarioQuery(scenarioId));
  const year = scenario.data?.fiscal_year;
  const stored = useQuery({ ...complianceSettingsQuery(year ?? 0), enabled: year !== undefined });
  const failed = [scenario, stored].find((one) => one.isError);
  return (
    <>
      <PageHeader
        context={year !== undefined && <Trans>Fiscal year {fiscalYearName(year)}</Trans>}
        title={t`Compliance`}
        lead={<Trans>Is this formula lawful? Each rule with what was found, what to do, and its place in the law. Begin with what failed.</Trans>}
        actions={
          <Button icon="print" onPress={() => window.print()}>
            <Trans>Print</Trans>
          </Button>
        }
      />
      {failed !== undefined ? (
        <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />
      ) : stored.data === undefined || year === undefined ? (
        <Loading lines={10} />
      ) : (
        <Checklist key={stored.data.etag} scenarioId={scenarioId} fiscalYear={year} stored={stored.data.data} etag={stored.data.etag ?? ''} />
      )}
    </>
  );
}

type ChecklistProps = { scenarioId: string; fiscalYear: number; stored: ComplianceSettings; etag: string };

function Checklist({ scenarioId, fiscalYear, stored, etag }: ChecklistProps) {
  const { t, i18n } = useLingui();
  const canEdit = useMe().roles.some((role) => role === 'superintendent' || role === 'budget_director' || role === 'budget_analyst');
  const [settings, setSettings] = useState(stored);
  const review = useQuery(complianceQuery(scenarioId, settings, ruleLanguage(i18n.locale)));
  const save = useSaveSettings('compliance', fiscalYear);
  const isChanged = settings !== stored;
  if (review.isError) return <ProblemPanel error={review.error} onRetry={() => void review.refetch()} />;
  if (review.data === undefined) return <Loading lines={12} />;
  const found = review.data;
  return (
    <div className="space-y-6">
      <Counts checks={found.checks} />
      <Card title={t`Checklist`} actions={<ChecklistCsv review={found} />}>
        <CheckList checks={found.checks} label={t`Checklist`} actionOf={(check) => <WayOut check={check} scenarioId={scenarioId} />} />
      </Card>
      <ComparabilityTable schools={found.comparability} hasStaff={found.staff_version !== null} by={found.title_one_by} />
      <SpendingTable spending={found.spending} isSpread={settings.central_spread === 'pupils'} />
      <RuleRegister rules={found.rules} />
      <Card
        title={t`What the district chose`}
        description={<Trans>Every change is tried at once; nothing is kept until you save.</Trans>}
        actions={
          canEdit && (
            <Button
              size="small"
              variant={isChanged ? 'primary' : 'secondary'}
              isDisabled={!isChanged}
              isPending={save.isPending}
              onPress={() => save.mutate({ settings, etag }, { onSuccess: () => showToast({ text: t`Saved for the year` }) })}
            >
              <Trans>Save for the year</Trans>
            </Button>
          )
        }
      >
        {save.isError && <ProblemPanel error={save.error} />}
        <ComplianceSettingsForm settings={settings} isReadOnly={!canEdit} onChange={(changes) => setSettings((before) => ({ ...before, ...changes }))} />
      </Card>
    </div>
  );
}

function Counts({ checks }: { checks: readonly RuleCheck[] }) {
  const { t } = useLingui();
  const count = (...outcomes: RuleCheck['outcome'][]) => formatWhole(checks.filter((check) => outcomes.includes(check.outcome)).length);
  return (
    <div className="grid gap-3 min-[26rem]:grid-cols-2 lg:grid-cols-4">
      <StatTile label={t`Failed`} value={count('failed')} note={t`Mend these first`} />
      <StatTile label={t`To look at`} value={count('attention')} note={t`Somebody has to decide or confirm`} />
      <StatTile label={t`Not enough data`} value={count('not_enough_data')} note={t`Import what is named`} />
      <StatTile label={t`Passed`} value={count('passed', 'not_applicable')} note={t`Or the rule does not apply`} />
    </div>
  );
}

function WayOut({ check, scenarioId }: { check: RuleCheck; scenarioId: string }) {
  if (check.code !== 'title_one') return null;
  return (
    <p data-print="hide" className="mt-2">
      <Link to="/studio/$scenarioId/title-one" params={{ scenarioId }}>
        <Trans>Open Title I</Trans>
      </Link>
    </p>
  );
}

function ChecklistCsv({ review }: { review: Compliance }) {
  const { t } = useLingui();
  const words = useOutcomeWords();
  const rows = review.checks.map((check) => [
    check.title,
    words[check.outcome],
    check.finding,
    check.remedy ?? '',
    check.cite,
    check.figures.map((figure) => `${figure.label}: ${figureText(figure)}`).join('; '),
  ]);
  const headers = [t`Rule`, t`Outcome`, t`Finding`, t`What to do`, t`Place in the law`, t`Figures`];
  return (
    <Button size="small" icon="download" onPress={() => downloadText('compliance.csv', toCsv({ headers, rows }), 'text/csv')}>
      <Trans>CSV</Trans>
    </Button>
  );
}
