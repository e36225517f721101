import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { RadioGroup } from '@kit/radio-group';
import { Loading } from '@kit/skeleton';
import { StatTile } from '@kit/stat-tile';
import type { Scenario } from '@lib/api-types';
import { useSourceNames } from '@lib/data-names';
import { districtSettingsQuery } from '@lib/district';
import { formatDollars, formatShortDollars } from '@lib/money';
import { formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Borrowed, borrowedQuery, type Dollars, formulaQuery, type LibraryFormula, type Mapping } from '../api/library';
import { isWhole } from '../model/mapping';
import { FormulaParts } from './formula-parts';
import { GroupTable } from './group-table';
import { SaveAsScenario } from './save-as-scenario';
import { BorrowedSchools } from './borrowed-schools';
import { WordsCard } from './words-card';

type BorrowedViewProps = {
  scenario: Scenario;
  formulaId: string;
  dollars: Dollars;
  onDollars: (dollars: Dollars) => void;
  onSaved: (scenarioId: string) => void;
};

/** One formula on our schools: what it gives, whom it favours, how its words are read, what it says. */
export function BorrowedView({ scenario, formulaId, dollars, onDollars, onSaved }: BorrowedViewProps) {
  const [mapping, setMapping] = useState<Mapping | null>(null);
  // A level that is not divided wholly says nothing: the last answer stays until it is.
  const [asked, setAsked] = useState<Mapping | null>(null);
  const formula = useQuery(formulaQuery(formulaId));
  const borrowed = useQuery(borrowedQuery(scenario.scenario_id, formulaId, dollars, asked));
  const settings = useQuery(districtSettingsQuery);
  const failed = [formula, settings].find((one) => one.isError);

  function change(next: Mapping) {
    setMapping(next);
    if (isWhole(next)) setAsked(next);
  }

  if (failed !== undefined) return <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />;
  if (formula.data === undefined || settings.data === undefined || (borrowed.data === undefined && !borrowed.isError)) return <Loading lines={10} />;
  const shown = mapping ?? borrowed.data?.mapping;
  return (
    <div className="space-y-6">
      {borrowed.isError && <ProblemPanel error={borrowed.error} onRetry={() => void borrowed.refetch()} />}
      {borrowed.data !== undefined && (
        <Outcome formula={formula.data} borrowed={borrowed.data} scenario={scenario} settings={settings.data} onDollars={onDollars} dollars={dollars} onSaved={onSaved} />
      )}
      {shown !== undefined && (
        <WordsCard formula={formula.data} mapping={shown} settings={settings.data} needCategories={scenario.policy.need_categories} onChange={change} onReset={() => { setMapping(null); setAsked(null); }} />
      )}
      <FormulaParts formula={formula.data} borrowed={borrowed.data} />
    </div>
  );
}

type OutcomeProps = Omit<BorrowedViewProps, 'formulaId'> & {
  formula: LibraryFormula;
  borrowed: Borrowed;
  settings: Parameters<typeof GroupTable>[0]['settings'];
};

function Outcome({ formula, borrowed, scenario, settings, dollars, onDollars, onSaved }: OutcomeProps) {
  const { t } = useLingui();
  const uncounted = (formula.groups ?? []).filter((group) => borrowed.uncounted_groups.includes(group.group)).map((group) => group.name);
  const nameOf = useSourceNames(scenario.scenario_id);
  const sources = borrowed.source_ids.map(nameOf).join(', ');
  const percent = Math.round((borrowed.cost_cents / borrowed.budget_cents) * 100);
  return (
    <>
      <RadioGroup
        label={t`Whose dollars?`}
        isInline
        items={[
          { id: 'ours', label: t`Our money, shared their way`, description: t`Spends exactly the ${formatDollars(borrowed.budget_cents)} that our rules spend.` },
          { id: 'theirs', label: t`Their own dollars`, description: t`What their rates come to on our pupils: ${formatDollars(borrowed.cost_cents)}.` },
        ]}
        selected={dollars}
        onSelect={onDollars}
      />
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        <StatTile label={t`Schools with more`} value={formatWhole(borrowed.gaining)} note={t`than by our formula`} />
        <StatTile label={t`Schools with less`} value={formatWhole(borrowed.losing)} note={t`than by our formula`} />
        <StatTile label={t`Our rules spend`} value={formatShortDollars(borrowed.budget_cents)} note={t`from ${sources}`} />
        <StatTile label={t`Their rates would cost`} value={formatShortDollars(borrowed.cost_cents)} note={borrowed.budget_cents === 0 ? '' : t`${percent}% of what our rules spend`} />
      </div>
      {uncounted.length > 0 && (
        <Notice tone="warning" title={t`Nobody is counted for some of their groups`}>
          <Trans>
            Your data have no pupils for {uncounted.join(', ')}. Say below which of your groups stand for them, or leave them out.
          </Trans>
        </Notice>
      )}
      <Card title={t`Whom does it favor?`} description={t`Dollars per pupil, each pupil counted with the budget of their school.`} flush>
        <GroupTable borrowed={borrowed} settings={settings} />
      </Card>
      <Card title={t`School by school`} flush actions={<SaveAsScenario scenario={scenario} formula={formula} borrowed={borrowed} onSaved={onSaved} />}>
        <BorrowedSchools borrowed={borrowed} fiscalYear={scenario.fiscal_year} />
      </Card>
    </>
  );
}
