import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { MoneyInput } from '@kit/money-input';
import { Select } from '@kit/select';
import type { Policy } from '@lib/api-types';
import { formatMonth } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { PolicyEdit } from '../model/policy-edits';

type ScenarioSettingsDialogProps = { policy: Policy; onClose: () => void; onEdit: (edit: PolicyEdit) => void };

const MONTHS = Array.from({ length: 12 }, (_, place) => place + 1);
/** What the policy format says where it says nothing. */
const JULY = 7;
/** One cent to ten thousand dollars. */
const MOST_UNIT_CENTS = 1_000_000;

/** What holds for the whole scenario and is set once: to what amounts are rounded, and when the year begins. */
export function ScenarioSettingsDialog({ policy, onClose, onEdit }: ScenarioSettingsDialogProps) {
  const { t } = useLingui();
  const [unitCents, setUnitCents] = useState(policy.rounding_unit_cents);
  const [startMonth, setStartMonth] = useState(policy.fiscal_year_start_month ?? JULY);
  const isUnitPossible = unitCents >= 1 && unitCents <= MOST_UNIT_CENTS;
  const take = () => {
    if (!isUnitPossible) return;
    const isSame = unitCents === policy.rounding_unit_cents && startMonth === (policy.fiscal_year_start_month ?? JULY);
    if (!isSame) onEdit((now) => ({ ...now, rounding_unit_cents: unitCents, fiscal_year_start_month: startMonth }));
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={<Trans>Settings of this scenario</Trans>}
      footer={
        <DialogButtons onClose={onClose} onPress={take}>
          <Trans>Use these settings</Trans>
        </DialogButtons>
      }
    >
      <div className="space-y-5">
        <MoneyInput
          label={t`Round amounts to`}
          description={t`Every amount that a rule gives a school is a multiple of this: 0.01 keeps cents, 1 makes whole dollars. Typed amounts stay as typed.`}
          isRequired
          errorMessage={isUnitPossible ? null : t`Between one cent and ten thousand dollars.`}
          value={unitCents}
          onChange={(cents) => cents !== null && setUnitCents(cents)}
        />
        <Select
          label={t`The fiscal year begins in`}
          description={t`It decides which schools are open in the year; the others receive nothing.`}
          items={MONTHS.map((month) => ({ id: String(month), label: formatMonth(month) }))}
          selected={String(startMonth)}
          onSelect={(month) => setStartMonth(Number(month))}
        />
      </div>
    </Dialog>
  );
}
