import { useMe } from '@lib/session';
import { Loading } from '@kit/skeleton';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useFiscalYear } from '../fiscal-year';
import { matrixLink } from '../matrix-link';

// A principal never sees the list, and a director seldom a single school first.
const OwnSchoolsPage = lazy(async () => ({ default: (await import('@features/funding/components/own-schools-page')).OwnSchoolsPage }));
const SchoolFundingPage = lazy(async () => ({
  default: (await import('@features/funding/components/school-funding-page')).SchoolFundingPage,
}));
const SchoolListPage = lazy(async () => ({ default: (await import('@features/funding/components/school-list-page')).SchoolListPage }));

/** A principal lands on the own school; who reads the whole district chooses one. */
export function FundingPage() {
  return (
    <Suspense fallback={<Loading lines={8} />}>
      <Funding />
    </Suspense>
  );
}

function Funding() {
  const me = useMe();
  const navigate = useNavigate();
  const { fiscalYear, yearSwitch } = useFiscalYear();
  const [onlySchool, ...others] = me.school_ids;
  const open = (schoolId: string) =>
    void navigate({ to: '/funding/$schoolId', params: { schoolId }, search: { year: fiscalYear } });
  if (onlySchool === undefined) return <SchoolListPage fiscalYear={fiscalYear} yearSwitch={yearSwitch} onOpen={open} />;
  if (others.length > 0) return <OwnSchoolsPage schoolIds={me.school_ids} fiscalYear={fiscalYear} yearSwitch={yearSwitch} onOpen={open} />;
  return <SchoolFundingPage key={fiscalYear} schoolId={onlySchool} fiscalYear={fiscalYear} yearSwitch={yearSwitch} matrixLink={(runId) => matrixLink(runId, 'small')} />;
}
