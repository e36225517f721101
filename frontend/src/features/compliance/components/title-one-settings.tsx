import { MoneyInput } from '@kit/money-input';
import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import { Select } from '@kit/select';
import type { TitleOne, TitleOneSettings } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { gradientOf, moreForPoverty } from '../model/plan';
import { SkippedSchools } from './skipped-schools';

type SettingsProps = { settings: TitleOneSettings; outcome: TitleOne; isReadOnly: boolean; onChange: (changes: Partial<TitleOneSettings>) => void };

const whole = (text: string | null) => (text === null ? null : Number(text));

/** What the district decides each year: how it ranks, what it reserves, how far it serves. */
export function TitleOneSettingsForm({ settings, outcome, isReadOnly, onChange }: SettingsProps) {
  const { t } = useLingui();
  const cents = (name: 'homeless_cents' | 'neglected_cents' | 'administration_cents') => (value: number | null) => onChange({ [name]: value ?? 0 });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <MoneyInput label={t`Allocation`} description={outcome.source_id === null ? undefined : t`Empty: the amount of ${outcome.source_id}`} value={settings.allocation_cents ?? null} isDisabled={isReadOnly} onChange={(allocation_cents) => onChange({ allocation_cents })} />
        <Select
          label={t`Measure of poverty`}
          selected={settings.poverty_measure ?? 'frpl'}
          isDisabled={isReadOnly}
          onSelect={(poverty_measure) => onChange({ poverty_measure })}
          items={[
            { id: 'frpl', label: t`Free and reduced-price meals` },
            { id: 'direct_certification', label: t`Direct certification` },
            { id: 'tanf', label: t`TANF` },
            { id: 'medicaid', label: t`Medicaid` },
            { id: 'census', label: t`Census` },
            { id: 'composite', label: t`Composite of several` },
          ]}
        />
        <Select
          label={t`Rank`}
          selected={settings.grouping ?? 'district'}
          isDisabled={isReadOnly}
          onSelect={(grouping) => onChange({ grouping, plan: null })}
          items={[
            { id: 'district', label: t`All schools together` },
            { id: 'grade_span', label: t`By grade span` },
          ]}
        />
        <Select
          label={t`Eligible at the share of`}
          selected={settings.eligibility_average ?? 'district'}
          isDisabled={isReadOnly}
          onSelect={(eligibility_average) => onChange({ eligibility_average, plan: null })}
          items={[
            { id: 'district', label: t`the district` },
            { id: 'grade_span', label: t`the grade span` },
            { id: 'either', label: t`either` },
          ]}
        />
        <MoneyInput label={t`Children without a home`} value={settings.homeless_cents ?? 0} isDisabled={isReadOnly} onChange={cents('homeless_cents')} />
        <MoneyInput label={t`Neglected and delinquent children`} value={settings.neglected_cents ?? 0} isDisabled={isReadOnly} onChange={cents('neglected_cents')} />
        <MoneyInput label={t`Parent and family engagement`} description={t`Empty: the least the law asks for`} value={settings.parent_engagement_cents ?? null} isDisabled={isReadOnly} onChange={(parent_engagement_cents) => onChange({ parent_engagement_cents })} />
        <MoneyInput label={t`Administration`} value={settings.administration_cents ?? 0} isDisabled={isReadOnly} onChange={cents('administration_cents')} />
        <NumberField label={t`Private low-income children`} description={t`Empty: by school area, from the data`} value={settings.private_total == null ? null : String(settings.private_total)} maxDecimals={0} isDisabled={isReadOnly} onChange={(text) => onChange({ private_total: whole(text) })} />
        <MoneyInput label={t`Carried over from last year`} value={settings.carryover_cents ?? 0} isDisabled={isReadOnly} onChange={(value) => onChange({ carryover_cents: value ?? 0 })} />
        <MoneyInput label={t`Last year’s allocation`} value={settings.carryover_of_cents ?? null} isDisabled={isReadOnly} onChange={(carryover_of_cents) => onChange({ carryover_of_cents })} />
        <PercentInput
          label={t`Above 75% poverty, a child brings more by`}
          description={t`In proposals; 0 is the same for every child`}
          value={moreForPoverty(settings.gradient)}
          isDisabled={isReadOnly}
          onChange={(bp) => onChange({ gradient: gradientOf(bp ?? 0), plan: null })}
        />
        <p className="self-end text-sm text-muted">
          <Trans>Every change is tried at once; nothing is kept until you save.</Trans>
        </p>
      </div>
      <SkippedSchools skipped={settings.skipped ?? []} outcome={outcome} isReadOnly={isReadOnly} onChange={(skipped) => onChange({ skipped, plan: null })} />
    </>
  );
}
