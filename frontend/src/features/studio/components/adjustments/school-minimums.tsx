import { useLingui } from '@lingui/react/macro';
import type { Editing } from '../editing';
import { SchoolAmounts } from '../school-amounts';

type SchoolMinimum = { school_id: string; amount_cents: number };

type SchoolMinimumsProps = { editing: Editing; minimums: readonly SchoolMinimum[]; onChange: (minimums: SchoolMinimum[] | null) => void };

/** The least that single schools need, typed for each. */
export function SchoolMinimums({ editing, minimums, onChange }: SchoolMinimumsProps) {
  const { t } = useLingui();
  return (
    <div className="mt-2 space-y-3">
      <SchoolAmounts editing={editing} amounts={minimums} removeLabel={(school) => t`Remove the minimum of ${school}`} onChange={(next) => onChange(next.length === 0 ? null : next)} />
    </div>
  );
}
