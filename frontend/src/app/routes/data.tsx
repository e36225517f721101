import { DataPage as Page } from '@features/data/components/data-page';
import { useFiscalYear } from '../fiscal-year';

export function DataPage() {
  const { fiscalYear, yearSwitch } = useFiscalYear();
  return <Page key={fiscalYear} fiscalYear={fiscalYear} yearSwitch={yearSwitch} />;
}
