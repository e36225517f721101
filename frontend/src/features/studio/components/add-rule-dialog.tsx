import { Dialog } from '@kit/dialog';
import { Icon } from '@kit/icon';
import type { Rule } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { newRule, presetRule, RULE_GROUPS, RULE_PRESETS, type RuleSurroundings } from '../model/new-rule';
import { PRESET_WORDS, RULE_GROUP_WORDS, RULE_WORDS } from './policy-words';

type AddRuleDialogProps = {
  around: RuleSurroundings;
  onClose: () => void;
  onAdd: (make: (ruleId: string) => Rule) => void;
};

/** Every kind of rule, with what it does, to begin from. */
export function AddRuleDialog({ around, onClose, onAdd }: AddRuleDialogProps) {
  const { i18n } = useLingui();
  return (
    <Dialog isOpen onClose={onClose} size="wide" title={<Trans>Add a rule</Trans>}>
      <p className="mb-4 max-w-line text-muted">
        <Trans>Rules in dollars first take what they need, in their order; rules that share money out then divide the rest. Choose one to begin with; every number can be changed.</Trans>
      </p>
      <div className="space-y-6">
        {RULE_GROUPS.map((group) => (
          <section key={group.id} aria-label={i18n._(RULE_GROUP_WORDS[group.id])}>
            <h3 className="mb-2 font-semibold">{i18n._(RULE_GROUP_WORDS[group.id])}</h3>
            <ul className="grid gap-2 sm:grid-cols-2">
              {group.id === 'incentives'
                ? RULE_PRESETS.map((preset) => {
                    const name = i18n._(PRESET_WORDS[preset].name);
                    return (
                      <Offer key={preset} name={name} meaning={i18n._(PRESET_WORDS[preset].meaning)} onTake={() => onAdd((ruleId) => presetRule(preset, ruleId, name, around))} />
                    );
                  })
                : group.kinds.map((kind) => {
                    const name = i18n._(RULE_WORDS[kind].name);
                    return (
                      <Offer key={kind} name={name} meaning={i18n._(RULE_WORDS[kind].meaning)} onTake={() => onAdd((ruleId) => newRule(kind, ruleId, name, around))} />
                    );
                  })}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Offer({ name, meaning, onTake }: { name: string; meaning: string; onTake: () => void }) {
  return (
    <li>
      <button
        type="button"
        onClick={onTake}
        className="flex h-full w-full cursor-pointer gap-3 rounded-lg border border-edge bg-surface p-3 text-left hover:bg-accent-soft"
      >
        <Icon name="plus" className="mt-0.5 text-accent" />
        <span className="min-w-0">
          <span className="block font-semibold">{name}</span>
          <span className="block text-sm text-muted">{meaning}</span>
        </span>
      </button>
    </li>
  );
}
