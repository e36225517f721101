import { downloadText, toCsv } from '@charts/download';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Link } from '@kit/link';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { StatTile } from '@kit/stat-tile';
import { useYearSettings } from '@kit/use-year-settings';
import { YearSettingsPage } from '@kit/year-settings-page';
import type { Answer } from '@lib/api';
import type { Compliance, ComplianceSettings, RuleCheck } from '@lib/api-types';
import { dataNamesQuery, NO_NAMES } from '@lib/data-names';
import { formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { complianceQuery, ruleLanguage } from '../api/compliance';
import { CheckList, figureText, useOutcomeWords } from './check-list';
import { ComparabilityTable } from './comparability-table';
import { ComplianceSettingsForm } from './compliance-settings';
import { RuleRegister } from './rule-register';
import { SpendingTable } from './spending-table';

type CompliancePageProps = { scenarioId: string };

/** Everything an auditor asks of a formula, on one page to print. */
export function CompliancePage({ scenarioId }: CompliancePageProps) {
  const { t } = useLingui();
  return (
    <YearSettingsPage
      scenarioId={scenarioId}
      topic="compliance"
      title={t`Compliance`}
      lead={<Trans>Is this formula lawful? Each rule with what was found, what to do, and its place in the law. Begin with what failed.</Trans>}
    >
      {(year, stored) => <Checklist key={stored.etag} scenarioId={scenarioId} fiscalYear={year} stored={stored} />}
    </YearSettingsPage>
  );
}

type ChecklistProps = { scenarioId: string; fiscalYear: number; stored: Answer<ComplianceSettings> };

function Checklist({ scenarioId, fiscalYear, stored }: ChecklistProps) {
  const { t, i18n } = useLingui();
  const { settings, tried, change, canEdit, saveButton, saveProblem } = useYearSettings('compliance', fiscalYear, stored);
  const review = useQuery(complianceQuery(scenarioId, tried, ruleLanguage(i18n.locale)));
  const names = useQuery(dataNamesQuery(scenarioId)).data ?? NO_NAMES;
  const found = review.data;
  return (
    <div className="space-y-6">
      {review.isError && <ProblemPanel error={review.error} onRetry={() => void review.refetch()} />}
      {found === undefined ? (
        !review.isError && <Loading lines={12} />
      ) : (
        <>
          <Counts checks={found.checks} />
          <Card title={t`Checklist`} actions={<ChecklistCsv review={found} />}>
            <CheckList checks={found.checks} label={t`Checklist`} actionOf={(check) => <WayOut check={check} scenarioId={scenarioId} />} />
          </Card>
          <ComparabilityTable schools={found.comparability} hasStaff={found.staff_version !== null} by={found.title_one_by} />
          <SpendingTable spending={found.spending} isSpread={settings.central_spread === 'pupils'} fiscalYear={fiscalYear} />
          <RuleRegister rules={found.rules} />
        </>
      )}
      <Card title={t`What the district chose`} description={<Trans>Every change is tried at once; nothing is kept until you save.</Trans>} actions={saveButton}>
        {saveProblem}
        <ComplianceSettingsForm settings={settings} names={names} isReadOnly={!canEdit} onChange={change} />
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
