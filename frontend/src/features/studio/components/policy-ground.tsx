import type { Policy, PolicySource, Rule, SchoolListItem } from '@lib/api-types';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Editing } from './editing';

/** A policy with something of everything, so that a test sees whatever an editor loses. Only tests load this file. */
export const source = (sourceId: string, distribution: PolicySource['distribution'], rules: Rule[] = []): PolicySource => ({
  source_id: sourceId,
  distribution,
  control: 'school',
  central_share: { percent_bp: 1_000 },
  eligibility: { kind: 'all' },
  rules,
});

export const policyOf = (part: Partial<Policy> = {}): Policy => ({
  schema_version: 1,
  name: 'Ground',
  fiscal_year: 2027,
  fiscal_year_start_month: 7,
  levels: ['elementary', 'high'],
  need_categories: ['all', 'poverty', 'english_learner'],
  rounding_unit_cents: 1,
  derived_measures: [{ name: 'own', expression: 'pupils', unit: 'pupils', label: '' }],
  sources: [source('LCFF', 'unlocked'), source('LOCAL', 'unlocked'), source('IDEA', 'locked')],
  adjustments: [],
  ...part,
});

const schools = [
  { school_id: '101', name: 'Acorn', school_type: 'district' },
  { school_id: '102', name: 'Birch', school_type: 'charter' },
] as unknown as SchoolListItem[];

const figures = (source_id: string, amount_cents: number, restricted = false) => [source_id, { source_id, name: '', amount_cents, central_share_cents: 0, restricted }] as const;

type Draw = (editing: Editing, policy: Policy) => ReactNode;

function Ground({ start, draw, onPolicy }: { start: Policy; draw: Draw; onPolicy: (policy: Policy) => void }) {
  const [policy, setPolicy] = useState(start);
  useEffect(() => onPolicy(policy), [onPolicy, policy]);
  return draw(
    {
      policy,
      saved: start,
      canEdit: true,
      settings: undefined,
      schools,
      measures: ['own', 'fte', 'last_year'].map((text) => ({ text, kind: text === 'own' ? 'derived_measure' : 'measure', insert: text, detail: '' })),
      sources: new Map([figures('LCFF', 9_000_000_00), figures('LOCAL', 1_000_000_00), figures('IDEA', 500_000_00, true)]),
      edit: setPolicy,
      rest: () => {},
    },
    policy,
  );
}

/** Draws editors of a policy that lives in the test; what it has become is the answer's `policy()`. */
export function showEditors(start: Policy, draw: Draw): { policy: () => Policy } {
  let now = start;
  const follow = (policy: Policy) => {
    now = policy;
  };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <I18nProvider i18n={i18n}>
        <Ground start={start} draw={draw} onPolicy={follow} />
      </I18nProvider>
    </QueryClientProvider>,
  );
  return { policy: () => now };
}

/** Nothing here is hidden, and to prove that of every element would take most of a test's time. */
const named = (name: string | RegExp) => ({ name, hidden: true });

type Place = { in?: string };
const place = (where: Place) => (where.in === undefined ? screen : within(screen.getByRole('group', { name: where.in })));

/** What a person does in an editor; `in` names the group of fields. */
export const type = (label: string | RegExp, text: string, where: Place = {}) => {
  const field = place(where).getByRole('textbox', named(label));
  fireEvent.change(field, { target: { value: text } });
  fireEvent.blur(field);
};
export const choose = (label: string | RegExp, option: string, where: Place = {}) => {
  const field = place(where).getByRole<HTMLSelectElement>('combobox', named(label));
  const { value } = within(field).getByRole<HTMLOptionElement>('option', named(option));
  fireEvent.change(field, { target: { value } });
};
export const find = (label: string | RegExp, text: string, where: Place = {}) => {
  const field = place(where).getByRole('combobox', named(label));
  fireEvent.change(field, { target: { value: text } });
  fireEvent.keyDown(field, { key: 'Enter' });
};
export const press = (name: string | RegExp, where: Place = {}) => fireEvent.click(place(where).getByRole('button', named(name)));
export const tick = (name: string | RegExp, where: Place = {}) => fireEvent.click(place(where).getByRole('checkbox', named(name)));
export const flip = (name: string | RegExp) => fireEvent.click(screen.getByRole('switch', named(name)));
export const pick = (name: string | RegExp, where: Place = {}) => fireEvent.click(place(where).getByRole('radio', named(name)));
/** Opens what is folded away; its content may have to be loaded. */
export async function unfold(summary: string | RegExp, then: string | RegExp): Promise<void> {
  const details = screen.getByText(summary).closest('details');
  if (details === null) throw new Error(`nothing is folded under ${String(summary)}`);
  details.open = true;
  fireEvent(details, new Event('toggle'));
  await screen.findAllByText(then);
}
