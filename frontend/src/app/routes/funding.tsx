import { OwnSchoolsPage } from '@features/funding/components/own-schools-page';
import { SchoolFundingPage } from '@features/funding/components/school-funding-page';
import { SchoolListPage } from '@features/funding/components/school-list-page';
import { useMe } from '@lib/session';
import { useNavigate } from '@tanstack/react-router';
import { useFiscalYear } from '../fiscal-year';

/** A principal lands on the own school; who reads the whole district chooses one. */
export function FundingPage() {
  const me = useMe();
  const navigate = useNavigate();
  const { fiscalYear, yearSwitch } = useFiscalYear();
  const [onlySchool, ...others] = me.school_ids;
  const open = (schoolId: string) =>
    void navigate({ to: '/funding/$schoolId', params: { schoolId }, search: { year: fiscalYear } });
  if (onlySchool === undefined) return <SchoolListPage fiscalYear={fiscalYear} yearSwitch={yearSwitch} onOpen={open} />;
  if (others.length > 0) return <OwnSchoolsPage schoolIds={me.school_ids} fiscalYear={fiscalYear} yearSwitch={yearSwitch} onOpen={open} />;
  return <SchoolFundingPage key={fiscalYear} schoolId={onlySchool} fiscalYear={fiscalYear} yearSwitch={yearSwitch} />;
}
