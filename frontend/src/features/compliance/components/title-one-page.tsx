import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import { Loading } from '@kit/skeleton';
import { StatTile } from '@kit/stat-tile';
import { showToast } from '@kit/toast-queue';
import { useYearSettings } from '@kit/use-year-settings';
import { YearSettingsPage } from '@kit/year-settings-page';
import type { Answer } from '@lib/api';
import type { TitleOne, TitleOneSettings } from '@lib/api-types';
import { formatCents, formatDollars } from '@lib/money';
import { formatBp, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ruleLanguage, titleOneQuery, useTakeOver } from '../api/compliance';
import { withPerChild } from '../model/plan';
import { isSound } from '../model/title-one-faults';
import { CheckList } from './check-list';
import { LegalDetails } from './legal-details';
import { RankedTable } from './ranked-table';
import { TitleOneSettingsCard } from './title-one/settings-card';

type TitleOnePageProps = { scenarioId: string };

/** Title I from the ranking to the last cent, every step of the law beside it. */
export function TitleOnePage({ scenarioId }: TitleOnePageProps) {
  const { t } = useLingui();
  return (
    <YearSettingsPage
      scenarioId={scenarioId}
      topic="title-one"
      title={t`Title I: rank and serve`}
      lead={<Trans>Schools ranked by poverty, the money taken off first, and what each child brings. Change an amount and see at once which step of the law it meets.</Trans>}
    >
      {(year, stored) => <Workbench key={stored.etag} scenarioId={scenarioId} fiscalYear={year} stored={stored} />}
    </YearSettingsPage>
  );
}

type WorkbenchProps = { scenarioId: string; fiscalYear: number; stored: Answer<TitleOneSettings> };

function Workbench({ scenarioId, fiscalYear, stored }: WorkbenchProps) {
  const { t, i18n } = useLingui();
  const language = ruleLanguage(i18n.locale);
  const { settings, tried, change, isChanged, canEdit, saveButton, saveProblem } = useYearSettings('title-one', fiscalYear, stored, isSound);
  const outcome = useQuery(titleOneQuery(scenarioId, tried, language));
  const takeOver = useTakeOver(scenarioId, language);
  const found = outcome.data;
  return (
    <div className="space-y-6">
      {outcome.isError && <ProblemPanel error={outcome.error} onRetry={() => void outcome.refetch()} />}
      {saveProblem}
      {takeOver.isError && <ProblemPanel error={takeOver.error} />}
      {found === undefined ? (
        !outcome.isError && <Loading lines={10} />
      ) : (
        <>
          <Verdict outcome={found} />
          <Tiles outcome={found} />
          <Card
            title={t`Ranked schools`}
            flush
            actions={
              canEdit && (
                <>
                  <Button size="small" isDisabled={settings.plan == null} onPress={() => change({ plan: null })}>
                    <Trans>Propose again</Trans>
                  </Button>
                  {saveButton}
                  <Button
                    size="small"
                    isDisabled={isChanged || !found.legal}
                    isPending={takeOver.isPending}
                    onPress={() => takeOver.mutate(undefined, { onSuccess: () => showToast({ text: t`Taken over into the formula` }) })}
                  >
                    <Trans>Take over into the formula</Trans>
                  </Button>
                </>
              )
            }
          >
            <ServeDownTo outcome={found} settings={settings} isReadOnly={!canEdit} onChange={change} />
            <RankedTable outcome={found} {...(canEdit && { onPerChild: (schoolId, cents) => change({ plan: withPerChild(found, schoolId, cents) }) })} />
          </Card>
          <Card title={t`The steps of the law`} description={<Trans>Each with what was found and the place in the statute.</Trans>}>
            <CheckList checks={found.checks} label={t`The steps of the law`} />
          </Card>
        </>
      )}
      <TitleOneSettingsCard scenarioId={scenarioId} settings={settings} sourceId={found?.source_id ?? null} isReadOnly={!canEdit} onChange={change} saveButton={saveButton} />
      {found !== undefined && (
        <Card title={t`Details to confirm`} description={<Trans>Numbers of the law as commonly read. Confirm them against the statute; a change counts for this year only.</Trans>}>
          <LegalDetails details={found.details} isReadOnly={!canEdit} onChange={change} />
        </Card>
      )}
    </div>
  );
}

function Verdict({ outcome }: { outcome: TitleOne }) {
  const { t } = useLingui();
  const failed = outcome.checks.filter((check) => check.outcome === 'failed');
  if (outcome.legal) {
    return (
      <Notice tone="positive" title={outcome.proposed ? t`This proposal is legal` : t`This plan is legal`}>
        <Trans>
          {outcome.district.served_count} schools are served and {formatCents(outcome.money.allocated_cents)} is allocated.
        </Trans>
      </Notice>
    );
  }
  return (
    <Notice tone="negative" title={t`This plan is not legal`}>
      {failed.length === 0 ? (
        <Trans>No school can be served with this money and these counts.</Trans>
      ) : (
        <ul className="list-disc pl-5">
          {failed.map((check) => (
            <li key={check.code}>
              {check.title}: {check.remedy ?? check.finding}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function Tiles({ outcome }: { outcome: TitleOne }) {
  const { t } = useLingui();
  const { money, district } = outcome;
  const left = money.left_cents;
  return (
    <div className="grid gap-3 min-[26rem]:grid-cols-2 lg:grid-cols-4">
      <StatTile label={t`Allocation`} value={formatDollars(money.allocation_cents)} note={t`${formatDollars(money.reserved_cents)} reserved, ${formatDollars(money.private_cents)} for private schools`} />
      <StatTile
        label={t`For schools`}
        value={formatDollars(money.to_schools_cents)}
        note={left === 0 ? t`Allocated to the cent` : left > 0 ? t`${formatCents(left)} not allocated` : t`${formatCents(-left)} too much allocated`}
      />
      <StatTile label={t`Low-income children`} value={formatWhole(district.low_income)} note={t`${formatBp(district.share_bp)} of all pupils`} />
      <StatTile
        label={t`Floor per child`}
        value={formatCents(district.floor_per_child_cents)}
        note={district.floor_applies ? t`Applies: a school below 35% is served` : t`Does not apply: no school below 35% is served`}
      />
    </div>
  );
}

type ServeProps = { outcome: TitleOne; settings: TitleOneSettings; isReadOnly: boolean; onChange: (changes: Partial<TitleOneSettings>) => void };

/** How far down the ranking a proposal reaches: every possibility with what it means. */
function ServeDownTo({ outcome, settings, isReadOnly, onChange }: ServeProps) {
  const { t } = useLingui();
  if (outcome.options.length === 0) return null;
  const names = new Map(outcome.schools.map((school) => [school.school_id, school.name]));
  const widest = outcome.options.find((option) => option.widest);
  return (
    <div className="px-4 pb-4 sm:px-6">
      <Select
        label={t`Serve the ranking down to`}
        className="max-w-form"
        isDisabled={isReadOnly}
        selected={settings.serve_count == null ? 'widest' : String(settings.serve_count)}
        onSelect={(id) => onChange({ serve_count: id === 'widest' ? null : Number(id), plan: null })}
        items={[
          { id: 'widest', label: widest === undefined ? t`As far as is legal` : t`As far as is legal: ${widest.count} schools` },
          ...outcome.options.map((option) => ({
            id: String(option.count),
            label:
              option.verdict === 'legal'
                ? t`${option.count} schools, to ${names.get(option.last_school_id) ?? ''}: ${formatCents(option.per_child_cents)} per child`
                : option.verdict === 'floor_unpaid'
                  ? t`${option.count} schools, to ${names.get(option.last_school_id) ?? ''}: not legal, the floor costs ${formatDollars(option.floor_total_cents ?? 0)}`
                  : t`${option.count} schools: nothing is left for them`,
          })),
        ]}
      />
    </div>
  );
}
