import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { EmptyState } from '@kit/empty-state';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import type { DistrictSettings, PolicySetting, Scenario } from '@lib/api-types';
import { useMe } from '@lib/session';
import { namesOf, useSettingWords } from '@lib/setting-words';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo, useState } from 'react';
import { useFrontier, useSolve } from '../api/solve';
import { type Draft, firstMoves, GOAL_KINDS, type GoalKind, type Move, moveOf, newGoal } from '../model/question';
import { AnswerView } from './answer-view';
import { ConflictView } from './conflict-view';
import { FrontierView } from './frontier-view';
import { GoalRow } from './goal-row';
import { useGoalWords } from './goal-words';
import { MoveRow } from './move-row';
import { SaveFound } from './save-found';

export type WorkbenchProps = {
  scenario: Scenario;
  settings: readonly PolicySetting[];
  district: DistrictSettings;
  sources: readonly { source_id: string; name: string }[];
  onSaved: (scenarioId: string) => void;
};

export function Workbench({ scenario, settings, district, sources, onSaved }: WorkbenchProps) {
  const { t } = useLingui();
  const me = useMe();
  const words = useGoalWords();
  const names = useMemo(() => namesOf(district, sources), [district, sources]);
  const nameOf = useSettingWords(names);
  const needs = district.need_categories.filter((need) => need.need_category !== 'all').map((need) => ({ id: need.need_category, label: need.name }));
  const firstNeed = needs[0]?.id ?? '';
  const [goals, setGoals] = useState<Draft[]>(() => [
    ...(firstNeed === '' ? [] : [{ id: 1, goal: newGoal('equity_slope', firstNeed, '') }]),
    { id: 2, goal: newGoal('largest_loss', '', '') },
  ]);
  const [moves, setMoves] = useState<Move[]>(() => firstMoves(settings));
  const [need, setNeed] = useState(firstNeed);
  const solve = useSolve(scenario.scenario_id);
  const frontier = useFrontier(scenario.scenario_id);
  const pools = sources.filter((source) => settings.some((each) => each.source_id === source.source_id)).map((source) => ({ id: source.source_id, label: source.name }));
  const canSave = me.roles.some((role) => role === 'superintendent' || role === 'budget_director' || role === 'budget_analyst');
  const unused = settings.filter((each) => !moves.some((move) => move.setting === each.setting));
  const question = { moves, goals: goals.map((draft) => draft.goal) };
  const isReady = moves.length > 0 && goals.length > 0;

  const addGoal = (kind: GoalKind) => setGoals([...goals, { id: Math.max(0, ...goals.map((draft) => draft.id)) + 1, goal: newGoal(kind, firstNeed, pools[0]?.id ?? '') }]);
  const save = (policy: object, name: string) =>
    canSave ? <SaveFound policy={policy} from={scenario} suggestedName={name} onSaved={onSaved} /> : null;

  return (
    <div className="space-y-6">
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card title={t`1. What must be achieved`} description={t`The budget stays fixed in any case: every source sums to its amount.`}>
          <ul className="space-y-3">
            {goals.map((draft) => (
              <GoalRow
                key={draft.id}
                goal={draft.goal}
                needs={needs}
                sources={pools}
                onChange={(goal) => setGoals(goals.map((each) => (each.id === draft.id ? { ...each, goal } : each)))}
                onRemove={() => setGoals(goals.filter((each) => each.id !== draft.id))}
              />
            ))}
          </ul>
          <Select
            className="mt-4"
            label={t`Add a goal`}
            placeholder={t`Choose a goal`}
            items={GOAL_KINDS.filter((kind) => kind !== 'base' || pools.length > 0).map((kind) => ({ id: kind, label: words.title(kind) }))}
            selected={null}
            onSelect={addGoal}
          />
        </Card>
        <Card title={t`2. What may move`} description={t`Everything else stays as it is. Of several answers you get the one with the smallest moves, each measured against the room you give it.`}>
          {moves.length === 0 && (
            <EmptyState title={t`Nothing may move yet`}>
              <Trans>Choose a setting below, for example the weight of pupils in poverty.</Trans>
            </EmptyState>
          )}
          <ul className="space-y-3">
            {moves.map((move) => {
              const setting = settings.find((each) => each.setting === move.setting);
              return (
                setting && (
                  <MoveRow
                    key={move.setting}
                    setting={setting}
                    name={nameOf(setting)}
                    move={move}
                    onChange={(next) => setMoves(moves.map((each) => (each.setting === move.setting ? next : each)))}
                    onRemove={() => setMoves(moves.filter((each) => each.setting !== move.setting))}
                  />
                )
              );
            })}
          </ul>
          {unused.length > 0 && (
            <Select
              className="mt-4"
              label={t`Let another setting move`}
              placeholder={t`Choose a setting`}
              items={unused.map((setting) => ({ id: setting.setting, label: nameOf(setting) }))}
              selected={null}
              onSelect={(id) => {
                const setting = settings.find((each) => each.setting === id);
                if (setting !== undefined) setMoves([...moves, moveOf(setting)]);
              }}
            />
          )}
        </Card>
      </div>
      <div data-print="hide" className="flex flex-wrap items-end gap-3">
        <Button variant="primary" icon="search" isPending={solve.isPending} isDisabled={!isReady} onPress={() => solve.mutate(question)}>
          <Trans>Find the nearest policy</Trans>
        </Button>
        {needs.length > 0 && (
          <>
            <Button isPending={frontier.isPending} isDisabled={moves.length === 0} onPress={() => frontier.mutate({ ...question, need_category: need })}>
              <Trans>Draw equity against loss</Trans>
            </Button>
            <Select className="w-56" label={t`Equity for`} items={needs} selected={need} onSelect={setNeed} />
          </>
        )}
      </div>
      <div aria-live="polite" className="space-y-6">
        {solve.isError && <ProblemPanel error={solve.error} />}
        {solve.data !== undefined &&
          (solve.data.conflict === null ? (
            <AnswerView scenarioId={scenario.scenario_id} answer={solve.data} nameOf={nameOf} save={solve.data.policy === null ? null : save(solve.data.policy, t`${scenario.name}, found`)} />
          ) : (
            <ConflictView answer={solve.data} conflict={solve.data.conflict} nameOf={nameOf} />
          ))}
        {frontier.isError && <ProblemPanel error={frontier.error} />}
        {frontier.data !== undefined && (
          <FrontierView
            key={`${frontier.data.need_category} ${frontier.submittedAt}`}
            frontier={frontier.data}
            policy={scenario.policy}
            needName={needs.find((each) => each.id === frontier.data.need_category)?.label ?? ''}
            nameOf={nameOf}
            save={(policy) => save(policy, t`${scenario.name}, on the frontier`)}
          />
        )}
      </div>
    </div>
  );
}
