import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { Icon } from '@kit/icon';
import { MoneyInput } from '@kit/money-input';
import { PercentInput } from '@kit/percent-input';
import { Select } from '@kit/select';
import type { AllocationResult, Control, Distribution, PolicySource } from '@lib/api-types';
import { formatShortDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { newRule } from '../model/new-rule';
import { addRule, editSource, freeName } from '../model/policy-edits';
import { centralShareOf, setCentralShare, setDistribution } from '../model/source-edits';
import { type Editing, sourceName } from './editing';
import { EligibilityEditor } from './eligibility-editor';
import { EligibilityProof } from './eligibility-proof';
import { CONTROL_WORDS, DISTRIBUTION_WORDS } from './policy-words';
import { RuleCard } from './rule-card';

type SourceCardProps = {
  editing: Editing;
  source: PolicySource;
  result: AllocationResult | undefined;
  isOpen: boolean;
  hasFault: boolean;
  onToggle: () => void;
};

/** All decisions about one revenue source; closed, it says in a line what was decided. */
export function SourceCard({ editing, source, result, isOpen, hasFault, onToggle }: SourceCardProps) {
  const { i18n } = useLingui();
  const id = `source-${source.source_id}`;
  const figures = editing.sources.get(source.source_id);
  const saved = editing.saved.sources.find((one) => one.source_id === source.source_id);
  const isChanged = JSON.stringify(saved) !== JSON.stringify(source);
  return (
    <section aria-labelledby={id} className="border-b border-line last:border-b-0">
      <h3>
        <button
          type="button"
          id={id}
          aria-expanded={isOpen}
          onClick={onToggle}
          className="flex w-full cursor-pointer items-start gap-2 px-4 py-3 text-left hover:bg-sunken focus-visible:-outline-offset-2"
        >
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} className="mt-0.5 text-muted" />
          <span className="min-w-0 grow">
            <span className="flex items-baseline justify-between gap-3">
              <span className="font-semibold">{sourceName(editing, source.source_id)}</span>
              {figures !== undefined && <span className="shrink-0 tabular-nums">{formatShortDollars(figures.amount_cents)}</span>}
            </span>
            <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
              <span>
                {i18n._(DISTRIBUTION_WORDS[source.distribution].name)} · {i18n._(CONTROL_WORDS[source.control].name)}
              </span>
              {isChanged && (
                <Badge tone="accent" icon="edit">
                  <Trans>Changed</Trans>
                </Badge>
              )}
              {hasFault && (
                <Badge tone="negative">
                  <Trans>Look here</Trans>
                </Badge>
              )}
            </span>
          </span>
        </button>
      </h3>
      {isOpen && (
        <div className="space-y-5 px-4 pb-5">
          <Decisions editing={editing} source={source} />
          {source.distribution !== 'locked' && (
            <div>
              <EligibilityEditor
                editing={editing}
                eligibility={source.eligibility}
                onChange={(eligibility) => editing.edit(editSource(source.source_id, (one) => ({ ...one, eligibility })))}
              />
              {result !== undefined && <EligibilityProof editing={editing} source={source} result={result} />}
            </div>
          )}
          {source.distribution !== 'locked' && <Rules editing={editing} source={source} />}
        </div>
      )}
    </section>
  );
}

function Decisions({ editing, source }: { editing: Editing; source: PolicySource }) {
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
        onSelect={(distribution) => change((one) => setDistribution(one, distribution))}
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
        <div className="grid grid-cols-2 gap-3">
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
}

function Rules({ editing, source }: { editing: Editing; source: PolicySource }) {
  const ids = source.rules.map((rule) => rule.rule_id);
  return (
    <div className="space-y-4">
      {source.rules.map((rule, place) => (
        <RuleCard key={rule.rule_id} editing={editing} source={source} rule={rule} place={place} />
      ))}
      {editing.canEdit && (
        <Button
          size="small"
          icon="plus"
          onPress={() => {
            const kind = source.distribution === 'school_grant' ? 'school_grant' : 'weighted_pool';
            editing.edit(addRule(source.source_id, newRule(kind, freeName('rule', ids))));
          }}
        >
          <Trans>Add a rule</Trans>
        </Button>
      )}
    </div>
  );
}
