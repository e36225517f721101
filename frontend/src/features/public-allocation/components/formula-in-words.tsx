import { Card } from '@kit/card';
import { TwoWayTable } from '@kit/two-way-table';
import type { Adjustment, Policy, PublicAllocation } from '@lib/api-types';
import { formatNumber, formatBp } from '@lib/number-format';
import { percentOfYear } from '@lib/year-steps';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { rateRows } from '../model/rates';

const EVERY_PUPIL = '*';

const dollars = (value: number | null): string => (value === null || value === 0 ? '–' : formatNumber(value, 'dollars'));

/** How the amounts come about, in plain words: dollars for every pupil, more for needs, and what protects schools. */
export function FormulaInWords({ page }: { page: PublicAllocation }) {
  const { t } = useLingui();
  const rows = rateRows(page);
  const needs = rows[0]?.needs.map((each) => each.need) ?? [];
  const policy = page.policy as Policy;
  const rules = policy.adjustments.map((adjustment) => ({ id: adjustment.adjustment_id, words: adjustmentWords(adjustment, page.fiscal_year) })).filter((rule) => rule.words !== null);
  return (
    <Card title={t`How the money is shared`} description={t`Every school’s budget follows its pupils: an amount for each pupil, and more for pupils who need more.`}>
      {rows.length > 0 && (
        <div className="-mx-4 sm:-mx-6">
          <TwoWayTable
            caption={t`Dollars for one pupil, all sources together`}
            showsCaption
            rowHeader={t`For whom`}
            columns={rows.map((row) => ({ id: row.level, label: page.level_names[row.level] ?? row.level }))}
            rows={[{ id: EVERY_PUPIL, label: <strong>{t`For every pupil`}</strong> }, ...needs.map((need) => ({ id: need, label: t`more: ${page.need_names[need] ?? need}` }))]}
            cell={(need, level) => {
              const rate = rows.find((row) => row.level === level);
              return need === EVERY_PUPIL ? <strong>{dollars(rate?.base ?? null)}</strong> : dollars(rate?.needs.find((each) => each.need === need)?.dollars ?? null);
            }}
          />
        </div>
      )}
      {rules.length > 0 && (
        <>
          <h3 className="mt-5 mb-2 font-semibold">
            <Trans>What protects schools</Trans>
          </h3>
          <ul className="max-w-line list-disc space-y-1 pl-5">
            {rules.map((rule) => (
              <li key={rule.id}>{rule.words}</li>
            ))}
          </ul>
        </>
      )}
      {page.school_control_bp !== null && (
        <p className="mt-5 max-w-line">
          <Trans>Schools themselves decide on {formatBp(page.school_control_bp)} of the money that the district may share freely.</Trans>
        </p>
      )}
    </Card>
  );
}

function adjustmentWords(adjustment: Adjustment, fiscalYear: number): ReactNode {
  switch (adjustment.kind) {
    case 'hold_harmless': {
      const percentBp = percentOfYear(adjustment.phase_out, fiscalYear) ?? adjustment.percent_bp;
      // A promise that has ended protects nobody.
      if (percentBp === 0) return null;
      const percent = formatBp(percentBp);
      return adjustment.basis === 'per_pupil' ? (
        <Trans>No school receives less than {percent} of last year’s dollars for each pupil.</Trans>
      ) : (
        <Trans>No school receives less than {percent} of last year’s budget.</Trans>
      );
    }
    case 'minimum_operational_budget':
      return <Trans>Every school receives at least what it needs to run.</Trans>;
    case 'collar':
      return <Trans>No school loses or gains more than the district’s limits in one year.</Trans>;
    case 'phase_in':
      return <Trans>The formula arrives in yearly steps, so that schools can plan.</Trans>;
    case 'trigger':
      return <Trans>A part of the formula begins once there is enough money for it.</Trans>;
    case 'recount':
      return <Trans>When pupils are counted again during the year, budgets follow within set limits.</Trans>;
    default:
      return null;
  }
}
