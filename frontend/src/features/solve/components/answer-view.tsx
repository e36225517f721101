import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import { DiffValue } from '@kit/diff-value';
import { Notice } from '@kit/notice';
import { StatTile } from '@kit/stat-tile';
import { Why, WhyProvider } from '@kit/why';
import type { Policy, SolveAnswer } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatNumber, formatWhole } from '@lib/number-format';
import type { SettingName } from '@lib/setting-words';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { ChangeList } from './change-list';
import { useGoalWords } from './goal-words';

const dollars = (cents: number) => formatNumber(cents / 100, 'whole');

export type AnswerViewProps = { scenarioId: string; answer: SolveAnswer; nameOf: (setting: SettingName) => string; save: ReactNode };

/** A policy that meets every goal: what moves, how each goal stands, and what it means for each school. */
export function AnswerView({ scenarioId, answer, nameOf, save }: AnswerViewProps) {
  const { t } = useLingui();
  const isMet = answer.status === 'already_met';
  const tried = formatWhole(answer.tried);
  return (
    <div className="space-y-6">
      <Notice
        tone="positive"
        title={isMet ? t`Today’s policy meets every goal already.` : t`This policy meets every goal.`}
        actions={isMet ? undefined : save}
      >
        {isMet ? (
          <Trans>Nothing has to move. Ask for more, or keep it.</Trans>
        ) : answer.nearest === 'proved' ? (
          <Trans>It is the nearest to today’s: every combination within your bounds was calculated. Figures are exact to the cent.</Trans>
        ) : (
          <Trans>It is the nearest to today’s that was found; {tried} policies were calculated. Figures are exact to the cent, and every source sums to its amount.</Trans>
        )}
      </Notice>
      {!isMet && (
        <Card title={t`What moves`} description={t`Everything else stays as it is.`}>
          <ChangeList changes={answer.changes} nameOf={nameOf} />
        </Card>
      )}
      <Card title={t`How each goal stands`} flush>
        <GoalTable answer={answer} />
      </Card>
      {answer.schools !== null && !isMet && (
        <WhyProvider origin={{ scenarioId, policy: answer.policy as Policy }}>
          <Schools schools={answer.schools} scenarioId={scenarioId} />
        </WhyProvider>
      )}
    </div>
  );
}

function GoalTable({ answer }: { answer: SolveAnswer }) {
  const { t } = useLingui();
  const words = useGoalWords();
  const figure = (goal: SolveAnswer['goals'][number], value: number | null) => (value === null ? '–' : words.figure(goal, value));
  const rows = answer.goals.map((goal, index) => ({ ...goal, id: `${index}` }));
  return (
    <DataTable
      caption={t`Goals: asked, today, and with the policy found`}
      hideCaption
      rows={rows}
      rowId={(row) => row.id}
      columns={[
        { id: 'goal', header: t`Goal`, cell: (row) => words.title(row.kind), width: 16 },
        { id: 'asked', header: t`Asked`, align: 'end', cell: (row) => figure(row, row.target) },
        { id: 'today', header: t`Today`, align: 'end', cell: (row) => figure(row, row.today) },
        { id: 'reached', header: t`Found`, align: 'end', cell: (row) => (row.unit === null ? t`yes` : figure(row, row.reached)) },
      ]}
    />
  );
}

function Schools({ schools, scenarioId }: { schools: NonNullable<SolveAnswer['schools']>; scenarioId: string }) {
  const { t } = useLingui();
  const rows = schools.school_ids.map((id, index) => {
    const before = schools.before_cents[index] ?? null;
    const after = schools.after_cents[index] ?? 0;
    return { id, name: schools.school_names[index] ?? id, before, after, change: before === null ? null : after - before };
  });
  const gaining = rows.filter((row) => (row.change ?? 0) > 0).length;
  const losing = rows.filter((row) => (row.change ?? 0) < 0).length;
  const largest = Math.max(0, ...rows.map((row) => Math.abs(row.change ?? 0)));
  const moved = rows.reduce((sum, row) => sum + Math.max(0, row.change ?? 0), 0);
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-3">
        <StatTile label={t`Gain`} value={<Plural value={gaining} one="# school" other="# schools" />} />
        <StatTile label={t`Lose`} value={<Plural value={losing} one="# school" other="# schools" />} />
        <StatTile label={t`Money that moves`} value={formatDollars(moved)} note={t`From today’s policy to this one.`} />
      </div>
      <Card title={t`School by school`} flush>
        <DataTable
          caption={t`Dollars by school, today’s policy and the policy found`}
          hideCaption
          rows={rows}
          rowId={(row) => row.id}
          initialSort={{ columnId: 'change', direction: 'ascending' }}
          columns={[
            { id: 'school', header: t`School`, cell: (row) => row.name, sortValue: (row) => row.name, width: 16 },
            { id: 'before', header: t`Today`, unit: '$', align: 'end', hideBelow: 'sm', cell: (row) => (row.before === null ? '–' : <Why origin={{ scenarioId }} subject={{ school_id: row.id }} title={`${row.name}: ${t`Today`}`}>{dollars(row.before)}</Why>), sortValue: (row) => row.before },
            { id: 'after', header: t`Found`, unit: '$', align: 'end', cell: (row) => <Why subject={{ school_id: row.id }} title={`${row.name}: ${t`Found`}`}>{dollars(row.after)}</Why>, sortValue: (row) => row.after },
            { id: 'change', header: t`Change`, align: 'end', cell: (row) => <DiffValue value={row.change} largest={largest} />, sortValue: (row) => row.change },
          ]}
        />
      </Card>
    </>
  );
}
