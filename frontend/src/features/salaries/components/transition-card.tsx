import { Card } from '@kit/card';
import { DataTable } from '@kit/data-table';
import { MoneyInput } from '@kit/money-input';
import { PercentInput } from '@kit/percent-input';
import { Select } from '@kit/select';
import { Switch } from '@kit/switch';
import type { Salaries, SalarySettings, TransitionYear } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatBp, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';

type TransitionCardProps = {
  salaries: Salaries;
  settings: SalarySettings;
  year: number;
  onYear: (year: number) => void;
  isReadOnly: boolean;
  onChange: (changes: Partial<SalarySettings>) => void;
  actions: ReactNode;
};

const MOST_YEARS = 10;

const worst = (each: TransitionYear) => Math.min(0, ...each.change_cents);

/** From averages to actual salaries over some years, with a pool for the schools whose staff costs more. */
export function TransitionCard({ salaries, settings, year, onYear, isReadOnly, onChange, actions }: TransitionCardProps) {
  const { t } = useLingui();
  const cost = salaries.years.reduce((sum, each) => sum + each.cost_cents, 0);
  return (
    <Card
      title={t`A way from average to actual salaries`}
      description={
        <Trans>
          Charges move in equal yearly steps; a pool pays part of what a school is charged more, and less each year. This way costs the district {formatDollars(cost)} in all.
        </Trans>
      }
      actions={actions}
      flush
    >
      <div className="grid gap-4 px-4 pb-5 sm:grid-cols-2 sm:px-6 lg:grid-cols-3">
        <Select
          label={t`Years`}
          selected={String(settings.transition_years ?? 3)}
          isDisabled={isReadOnly}
          onSelect={(years) => onChange({ transition_years: Number(years) })}
          items={Array.from({ length: MOST_YEARS }, (_, index) => ({ id: String(index + 1), label: String(index + 1) }))}
        />
        <PercentInput label={t`The pool pays in the first year`} description={t`Of a school’s higher charge`} value={settings.pool_first_bp ?? 0} isDisabled={isReadOnly} onChange={(bp) => onChange({ pool_first_bp: bp ?? 0 })} />
        <MoneyInput label={t`Most the pool may cost in a year`} description={t`Empty: no limit`} value={settings.pool_limit_cents ?? null} isDisabled={isReadOnly} onChange={(pool_limit_cents) => onChange({ pool_limit_cents })} />
        <PercentInput label={t`A school bears itself`} description={t`Of what it is charged at averages`} value={settings.tolerated_bp ?? 0} isDisabled={isReadOnly} onChange={(bp) => onChange({ tolerated_bp: bp ?? 0 })} />
        <Switch label={t`Schools that gain do so at once`} isSelected={settings.gainers_at_once ?? false} isDisabled={isReadOnly} onChange={(gainers_at_once) => onChange({ gainers_at_once })} />
        <Switch label={t`Count federally paid staff`} isSelected={settings.include_federal ?? true} isDisabled={isReadOnly} onChange={(include_federal) => onChange({ include_federal })} />
        <Select
          label={t`Show the change of each school in`}
          selected={String(year)}
          onSelect={(id) => onYear(Number(id))}
          items={salaries.years.slice(1).map((each) => ({ id: String(each.year), label: t`Year ${each.year}` }))}
        />
      </div>
      <DataTable
        caption={t`Year 0 is today; in the last year every school pays its own cost`}
        rows={salaries.years}
        rowId={(each) => String(each.year)}
        columns={[
          { id: 'year', header: t`Year`, cell: (each) => String(each.year), sortValue: (each) => each.year },
          { id: 'moved', header: t`Of the way`, align: 'end', cell: (each) => formatBp(each.actual_share_bp), sortValue: (each) => each.actual_share_bp },
          { id: 'pool_share', header: t`Pool pays`, align: 'end', hideBelow: 'md', cell: (each) => formatBp(each.pool_share_bp), sortValue: (each) => each.pool_share_bp },
          { id: 'cost', header: t`Costs the district`, align: 'end', cell: (each) => formatDollars(each.cost_cents), sortValue: (each) => each.cost_cents, footer: formatDollars(cost) },
          { id: 'gaining', header: t`Gain`, align: 'end', hideBelow: 'sm', cell: (each) => formatWhole(each.gaining), sortValue: (each) => each.gaining },
          { id: 'losing', header: t`Lose`, align: 'end', hideBelow: 'sm', cell: (each) => formatWhole(each.losing), sortValue: (each) => each.losing },
          { id: 'worst', header: t`Largest loss`, align: 'end', cell: (each) => formatDollars(worst(each)), sortValue: worst },
        ]}
      />
    </Card>
  );
}
