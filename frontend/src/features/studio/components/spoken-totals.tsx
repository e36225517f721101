import type { AllocationFigures } from '@lib/api-types';
import { formatShortDollars } from '@lib/money';
import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { gapOf } from '../model/gap';

/** A screen reader hears where things came to rest, not every step of a slider on its way. */
const REST_MS = 700;

export function SpokenTotals({ result }: { result: AllocationFigures | undefined }) {
  const { t } = useLingui();
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    if (result === undefined) return;
    const timer = setTimeout(() => {
      const gap = gapOf(result);
      const toSchools = formatShortDollars(result.district.to_schools_cents);
      const left = formatShortDollars(gap.cents);
      const rest = gap.kind === 'over' ? t`${left} over` : gap.kind === 'left' ? t`${left} left` : t`All of it is placed`;
      setSpoken(t`${toSchools} to schools. ${rest}. ${result.winners.gaining} schools gain, ${result.winners.losing} lose.`);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [result, t]);
  return (
    <p aria-live="polite" className="sr-only">
      {spoken}
    </p>
  );
}
