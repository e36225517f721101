import { IconButton } from '@kit/icon-button';
import { districtSettingsQuery } from '@lib/district';
import { fiscalYearName } from '@lib/fiscal-year';
import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';

const STORAGE_KEY = 'ssfr.fiscal-year';

function rememberedYear(): number | null {
  const year = Number(sessionStorage.getItem(STORAGE_KEY));
  return Number.isInteger(year) && year > 0 ? year : null;
}

/** The fiscal year of this page: from the address, else the one looked at last, else the district's current one. */
export function useFiscalYear(): { fiscalYear: number; yearSwitch: ReactNode } {
  const { year } = useSearch({ strict: false });
  const { data: settings } = useSuspenseQuery(districtSettingsQuery);
  const fiscalYear = year ?? rememberedYear() ?? settings.current_fiscal_year;
  useEffect(() => sessionStorage.setItem(STORAGE_KEY, String(fiscalYear)), [fiscalYear]);
  return { fiscalYear, yearSwitch: <FiscalYearSwitch fiscalYear={fiscalYear} /> };
}

function FiscalYearSwitch({ fiscalYear }: { fiscalYear: number }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const go = (year: number) => void navigate({ to: '.', search: (search) => ({ ...search, year }), replace: true });
  return (
    <div role="group" aria-label={t`Fiscal year`} className="inline-flex items-center rounded-md border border-edge bg-surface">
      <IconButton icon="chevron-left" label={t`Year before`} onPress={() => go(fiscalYear - 1)} />
      <span aria-live="polite" className="px-1 font-semibold whitespace-nowrap tabular-nums">
        <Trans>Year {fiscalYearName(fiscalYear)}</Trans>
      </span>
      <IconButton icon="chevron-right" label={t`Year after`} onPress={() => go(fiscalYear + 1)} />
    </div>
  );
}
