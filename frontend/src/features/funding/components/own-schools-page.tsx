import { Button } from '@kit/button';
import { PageHeader } from '@kit/page-header';
import { schoolsQuery } from '@lib/district';
import { fiscalYearName } from '@lib/fiscal-year';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

export type OwnSchoolsPageProps = {
  schoolIds: readonly string[];
  fiscalYear: number;
  yearSwitch: ReactNode;
  onOpen: (schoolId: string) => void;
};

/** For somebody who works at several schools: which one to look at. */
export function OwnSchoolsPage({ schoolIds, fiscalYear, yearSwitch, onOpen }: OwnSchoolsPageProps) {
  const { t } = useLingui();
  const schools = useQuery(schoolsQuery(fiscalYear));
  const nameOf = (schoolId: string) => schools.data?.find((school) => school.school_id === schoolId)?.name ?? schoolId;
  return (
    <>
      <PageHeader
        title={t`Your schools`}
        context={<Trans>Fiscal year {fiscalYearName(fiscalYear)}</Trans>}
        lead={<Trans>Choose a school to see its budget.</Trans>}
        actions={yearSwitch}
      />
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {schoolIds.map((schoolId) => (
          <li key={schoolId}>
            <Button icon="school" className="w-full justify-start text-left" onPress={() => onOpen(schoolId)}>
              {nameOf(schoolId)}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
