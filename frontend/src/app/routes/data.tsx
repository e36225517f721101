import { DataPage as Page } from '@features/data/components/data-page';
import { Loading } from '@kit/skeleton';
import { lazy, Suspense } from 'react';
import { useFiscalYear } from '../fiscal-year';

const YearCounts = lazy(async () => ({ default: (await import('@features/counts/components/year-counts')).YearCounts }));

export function DataPage() {
  const { fiscalYear, yearSwitch } = useFiscalYear();
  return (
    <Page
      key={fiscalYear}
      fiscalYear={fiscalYear}
      yearSwitch={yearSwitch}
      counts={
        <Suspense fallback={<Loading lines={6} />}>
          <YearCounts fiscalYear={fiscalYear} />
        </Suspense>
      }
    />
  );
}
