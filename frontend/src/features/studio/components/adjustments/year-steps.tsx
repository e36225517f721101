import { Button } from '@kit/button';
import { Icon } from '@kit/icon';
import { IconButton } from '@kit/icon-button';
import { PercentInput } from '@kit/percent-input';
import { Select } from '@kit/select';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatBp } from '@lib/number-format';
import type { YearStep } from '@lib/year-steps';
import { Trans, useLingui } from '@lingui/react/macro';
import { inOrder } from '../../model/phase-out';

type YearStepsProps = {
  steps: readonly YearStep[];
  /** The policy's own year. */
  fiscalYear: number;
  canEdit: boolean;
  /** Where the steps lead to; a year that is added goes there at once. */
  endBp: number;
  mostBp: number;
  /** The last step may be taken away too. */
  mayBeEmpty: boolean;
  problem: string | null;
  onChange: (steps: YearStep[]) => void;
};

const YEARS_AHEAD = 30;

/** A percentage from each of some years on, row by row. */
export function YearSteps({ steps, fiscalYear, canEdit, endBp, mostBp, mayBeEmpty, problem, onChange }: YearStepsProps) {
  const { t } = useLingui();
  const rows = inOrder(steps);
  const last = rows.at(-1);
  const taken = new Set(rows.map((step) => step.fiscal_year));
  const from = Math.min(fiscalYear, rows[0]?.fiscal_year ?? fiscalYear);
  const years = Array.from({ length: Math.max(fiscalYear, last?.fiscal_year ?? 0) + YEARS_AHEAD - from }, (_, ahead) => from + ahead);
  const set = (place: number, part: Partial<YearStep>) => onChange(inOrder(rows.map((step, other) => (other === place ? { ...step, ...part } : step))));
  return (
    <div className="space-y-2">
      {rows.map((step, place) => (
        // A year can be changed: the place is what stays, and the focus with it.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset key={place} className="flex items-start gap-1">
          <legend className="sr-only">{t`From ${fiscalYearName(step.fiscal_year)}`}</legend>
          <Select
            className="min-w-0 grow"
            label={t`From the year`}
            hideLabel={place > 0}
            isDisabled={!canEdit}
            items={years.filter((year) => year === step.fiscal_year || !taken.has(year)).map((year) => ({ id: String(year), label: fiscalYearName(year) }))}
            selected={String(step.fiscal_year)}
            onSelect={(year) => set(place, { fiscal_year: Number(year) })}
          />
          <PercentInput
            className="w-24 shrink-0"
            label={t`Percentage`}
            hideLabel={place > 0}
            isRequired
            isReadOnly={!canEdit}
            errorMessage={step.percent_bp > mostBp ? t`At most ${formatBp(mostBp)}.` : null}
            value={step.percent_bp}
            onChange={(bp) => bp !== null && set(place, { percent_bp: bp })}
          />
          {canEdit && (mayBeEmpty || rows.length > 1) && (
            <IconButton
              icon="close"
              label={t`Remove the year ${fiscalYearName(step.fiscal_year)}`}
              // Beside the fields of the first row, under their labels.
              className={place === 0 ? 'mt-6' : undefined}
              onPress={() => onChange(rows.filter((one) => one !== step))}
            />
          )}
        </fieldset>
      ))}
      {problem !== null && (
        <p role="status" className="text-sm font-medium text-negative">
          <Icon name="error" /> {problem}
        </p>
      )}
      {canEdit && last !== undefined && last.percent_bp !== endBp && (
        <Button size="small" icon="plus" onPress={() => onChange([...rows, { fiscal_year: last.fiscal_year + 1, percent_bp: endBp }])}>
          <Trans>Add a year</Trans>
        </Button>
      )}
    </div>
  );
}
