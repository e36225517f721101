import type { PolicySetting, Scenario } from '@lib/api-types';
import type { SettingNames } from '@lib/setting-words';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { NewInvitationForm } from './new-invitation';

const weightOf = (need_category: string) =>
  ({
    setting: `weight:LCFF:base:*:${need_category}`,
    kind: 'weight',
    label: '',
    source_id: 'LCFF',
    rule_id: 'base',
    level: '*',
    need_category,
    unit: 'weight',
    value: '0.2',
    suggested_minimum: '0',
    suggested_maximum: '1',
    suggested_step: '0.01',
  }) as unknown as PolicySetting;

const valuesOf = (label: string) => screen.getAllByLabelText<HTMLInputElement>(new RegExp(label)).map((field) => field.value);

it('begins a slider with the Spanish of a common need, and leaves a district’s own name to the district', () => {
  const names: SettingNames = { needs: new Map([['el', 'English learners'], ['tier', 'Tier II reading']]), levels: new Map(), sources: new Map() };
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={new QueryClient()}>
        <NewInvitationForm scenario={{ scenario_id: 's', fiscal_year: 2027 } as Scenario} settings={[weightOf('el'), weightOf('tier')]} names={names} onMade={() => {}} />
      </QueryClientProvider>
    </I18nProvider>,
  );
  expect(valuesOf('What visitors read, in English')).toEqual(['English learners', 'Tier II reading']);
  expect(valuesOf('What visitors read, in Spanish')).toEqual(['Estudiantes que aprenden inglés', '']);
});
