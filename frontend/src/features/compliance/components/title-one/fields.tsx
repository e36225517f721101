import { MoneyInput } from '@kit/money-input';
import { Select } from '@kit/select';
import type { DataNames, TitleOneSettings } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useId } from 'react';
import { type CitedSetting, TITLE_ONE_CITES } from '../../model/cites';

/** What every group of fields takes. */
export type FieldsProps = {
  settings: TitleOneSettings;
  names: DataNames;
  isReadOnly: boolean;
  onChange: (changes: Partial<TitleOneSettings>) => void;
};

/** A few words and the place in the law. */
export const cited = (setting: CitedSetting, words?: ReactNode) => (
  <>
    {words !== undefined && <>{words} · </>}
    {TITLE_ONE_CITES[setting]}
  </>
);

/** The place in the law, under a control that has no room for words of its own. */
export function Cite({ of }: { of: CitedSetting }) {
  return <p className="mt-1 text-sm text-muted">{TITLE_ONE_CITES[of]}</p>;
}

type GroupProps = { title: ReactNode; lead?: ReactNode; children: ReactNode };

/** Fields that belong together, under their own heading. */
export function Group({ title, lead, children }: GroupProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0 border-t border-line pt-5 first:border-0 first:pt-0">
      <h3 id={id} className="font-semibold">
        {title}
      </h3>
      {lead !== undefined && <p className="mt-1 max-w-line text-sm text-muted">{lead}</p>}
      <div className="mt-3">{children}</div>
    </section>
  );
}

export const GRID = 'grid items-start gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3';

type AmountSetting = 'homeless_cents' | 'neglected_cents' | 'administration_cents' | 'carryover_cents';

/** An amount that is nothing while its field is empty. */
export function Amount({ of, label, settings, isReadOnly, onChange }: { of: AmountSetting; label: string } & Omit<FieldsProps, 'names'>) {
  return <MoneyInput label={label} description={cited(of)} value={settings[of] ?? 0} isDisabled={isReadOnly} onChange={(value) => onChange({ [of]: value ?? 0 })} />;
}

const NONE = '';

type FlagFieldProps = {
  label: string;
  /** What no flag means; absent where there must be one. */
  none?: string;
  description: ReactNode;
  value: string | null;
  names: DataNames;
  isReadOnly: boolean;
  onSelect: (flag: string | null) => void;
};

/** Which flag of a school says something about it. */
export function FlagField({ label, none, description, value, names, isReadOnly, onSelect }: FlagFieldProps) {
  const { t } = useLingui();
  const items = names.flags.map((flag) => ({ id: flag, label: flag }));
  if (value !== null && !names.flags.includes(value)) items.unshift({ id: value, label: t`${value} (no school has it)` });
  return (
    <Select
      label={label}
      description={description}
      isDisabled={isReadOnly}
      selected={value ?? NONE}
      onSelect={(flag) => onSelect(flag === NONE ? null : flag)}
      items={none === undefined ? items : [{ id: NONE, label: none }, ...items]}
    />
  );
}
