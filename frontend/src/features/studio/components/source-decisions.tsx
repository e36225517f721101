import { Button } from '@kit/button';
import { MoneyInput } from '@kit/money-input';
import { PercentInput } from '@kit/percent-input';
import { Select } from '@kit/select';
import type { AllocationFigures, Control, Distribution, PolicySource, Rule } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { memo, useCallback, useMemo, useRef, useState } from 'react';
import type { PolicyFault } from '../model/gap';
import { newRule } from '../model/new-rule';
import { addRule, editSource, freeName } from '../model/policy-edits';
import { ruleOutcomes } from '../model/rule-outcome';
import { centralShareOf, setCentralShare, setDistribution } from '../model/source-edits';
import { AddRuleDialog } from './add-rule-dialog';
import { type Editing, surroundings } from './editing';
import { EligibilityEditor } from './eligibility-editor';
import { EligibilityProof } from './eligibility-proof';
import { CONTROL_WORDS, DISTRIBUTION_WORDS, RULE_WORDS } from './policy-words';
import { RuleCard } from './rule-card';
import { problemsUnder } from './rule-problems';
import { useSame } from './use-same';

type DecidedProps = { editing: Editing; source: PolicySource; result: AllocationFigures | undefined };
type SourceDecisionsProps = DecidedProps & { faults: readonly PolicyFault[] };

/** Everything that is decided about one source. */
export function SourceDecisions({ editing, source, result, faults }: SourceDecisionsProps) {
  // A weight that moves changes nothing but its rule.
  const decided = useSame({ ...source, rules: NO_RULES });
  return (
    <div className="space-y-5 px-4 pt-2 pb-5 sm:px-5">
      <Decisions editing={editing} source={decided} />
      {source.distribution !== 'locked' && (
        <>
          <WhoMayReceive editing={editing} source={decided} result={result} />
          <Rules editing={editing} source={source} result={result} faults={faults} />
        </>
      )}
    </div>
  );
}

const NO_RULES: PolicySource['rules'] = [];

const WhoMayReceive = memo(function WhoMayReceive({ editing, source, result }: DecidedProps) {
  return (
    <div>
      <EligibilityEditor
        editing={editing}
        eligibility={source.eligibility}
        onChange={(eligibility) => editing.edit(editSource(source.source_id, (one) => ({ ...one, eligibility })))}
      />
      {result !== undefined && <EligibilityProof editing={editing} source={source} result={result} />}
    </div>
  );
});

const Decisions = memo(function Decisions({ editing, source }: { editing: Editing; source: PolicySource }) {
  const { t, i18n } = useLingui();
  const share = centralShareOf(source);
  const change = (edit: (one: PolicySource) => PolicySource) => editing.edit(editSource(source.source_id, edit));
  const isDisabled = !editing.canEdit;
  return (
    <div className="space-y-4">
      <Select<Distribution>
        label={t`How it is distributed`}
        description={i18n._(DISTRIBUTION_WORDS[source.distribution].meaning)}
        isDisabled={isDisabled}
        items={(['unlocked', 'locked', 'school_grant'] as const).map((id) => ({ id, label: i18n._(DISTRIBUTION_WORDS[id].name) }))}
        selected={source.distribution}
        onSelect={(distribution) => change((one) => setDistribution(one, distribution, { grants: i18n._(RULE_WORDS.school_grant.name), pool: i18n._(RULE_WORDS.weighted_pool.name) }))}
      />
      <Select<Control>
        label={t`Who controls it`}
        description={i18n._(CONTROL_WORDS[source.control].meaning)}
        isDisabled={isDisabled}
        items={(['school', 'school_visible', 'central'] as const).map((id) => ({ id, label: i18n._(CONTROL_WORDS[id].name) }))}
        selected={source.control}
        onSelect={(control) => change((one) => ({ ...one, control }))}
      />
      {source.distribution !== 'locked' && (
        <div className="grid grid-cols-[3fr_2fr] items-end gap-3">
          <Select
            label={t`Held centrally`}
            isDisabled={isDisabled}
            items={[
              { id: 'none', label: t`nothing` },
              { id: 'percent', label: t`a percentage` },
              { id: 'amount', label: t`an amount` },
            ]}
            selected={share.kind}
            onSelect={(kind) => change((one) => setCentralShare(one, kind, kind === 'percent' ? 1_000 : 0))}
          />
          {share.kind === 'percent' && (
            <PercentInput
              label={t`Percent`}
              isRequired
              isReadOnly={isDisabled}
              value={share.percentBp}
              onChange={(bp) => bp !== null && change((one) => setCentralShare(one, 'percent', bp))}
            />
          )}
          {share.kind === 'amount' && (
            <MoneyInput
              label={t`Amount`}
              isRequired
              isReadOnly={isDisabled}
              value={share.amountCents}
              onChange={(cents) => cents !== null && change((one) => setCentralShare(one, 'amount', cents))}
            />
          )}
        </div>
      )}
    </div>
  );
});

type RulesProps = { editing: Editing; source: PolicySource; result: AllocationFigures | undefined; faults: readonly PolicyFault[] };

function Rules({ editing, source, result, faults }: RulesProps) {
  const { i18n } = useLingui();
  const [isAdding, setAdding] = useState(false);
  const { source_id: sourceId } = source;
  const ids = source.rules.map((rule) => rule.rule_id);
  const isGrant = source.distribution === 'school_grant';
  const outcomes = useMemo(() => (result === undefined ? null : ruleOutcomes(result, sourceId)), [result, sourceId]);
  const sourcePlace = editing.policy.sources.findIndex((one) => one.source_id === sourceId);
  const problems = useMemo(
    () => source.rules.map((_, place) => (faults.length === 0 ? NO_PROBLEMS : problemsUnder(faults, `/sources/${sourcePlace}/rules/${place}`))),
    [faults, source.rules, sourcePlace],
  );
  const add = (make: (ruleId: string) => Rule) => {
    editing.edit(addRule(sourceId, make(freeName('rule', ids))));
    setAdding(false);
  };
  const newest = useRef({ add, isGrant });
  newest.current = { add, isGrant };
  const addOrAsk = useCallback(() => {
    if (newest.current.isGrant) newest.current.add((ruleId) => newRule('school_grant', ruleId, i18n._(RULE_WORDS.school_grant.name)));
    else setAdding(true);
  }, [i18n]);
  return (
    <div className="space-y-4">
      {source.rules.map((rule, place) => (
        <RuleCard
          key={rule.rule_id}
          editing={editing}
          sourceId={sourceId}
          isGrant={isGrant}
          rule={rule}
          place={place}
          ruleCount={source.rules.length}
          outcome={outcomes?.get(`${sourceId}/${rule.rule_id}`)}
          problems={problems[place] ?? NO_PROBLEMS}
        />
      ))}
      {editing.canEdit && <AddRule onPress={addOrAsk} />}
      {isAdding && <AddRuleDialog around={surroundings(editing)} onClose={() => setAdding(false)} onAdd={add} />}
    </div>
  );
}

const AddRule = memo(function AddRule({ onPress }: { onPress: () => void }) {
  return (
    <Button size="small" icon="plus" onPress={onPress}>
      <Trans>Add a rule</Trans>
    </Button>
  );
});

const NO_PROBLEMS: ReadonlyMap<string, string> = new Map();
