import { Notice } from '@kit/notice';
import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import type { Role, StoredImport } from '@lib/api-types';
import { districtSettingsQuery } from '@lib/district';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatWhole } from '@lib/number-format';
import { useMe } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { importsQuery } from '../api/imports';
import { DistrictWords } from './district-words';
import { ImportWorkbench } from './import-workbench';
import { KINDS } from './kind-names';
import { VersionsCard } from './versions-card';
import { YearData } from './year-data';

const IMPORTERS: readonly Role[] = ['superintendent', 'budget_director', 'budget_analyst', 'district_it'];
const SETTINGS_EDITORS: readonly Role[] = ['superintendent', 'budget_director', 'district_it'];

export type DataPageProps = {
  fiscalYear: number;
  yearSwitch: ReactNode;
  /** Who the imported counts count, under the list of what is stored. */
  counts: ReactNode;
};

/** Bring a year's data in, and see what is there. */
export function DataPage({ fiscalYear, yearSwitch, counts }: DataPageProps) {
  const { t, i18n } = useLingui();
  const me = useMe();
  const imports = useQuery(importsQuery(fiscalYear));
  const settings = useQuery(districtSettingsQuery);
  const [stored, setStored] = useState<StoredImport | null>(null);
  const isOneOf = (roles: readonly Role[]) => me.roles.some((role) => roles.includes(role));
  return (
    <>
      <PageHeader
        context={<Trans>Fiscal year {fiscalYearName(fiscalYear)}</Trans>}
        title={t`Data`}
        lead={<Trans>Bring in schools, pupil counts, revenue and last year’s budgets from the files you have. Begin with the schools.</Trans>}
        actions={yearSwitch}
      />
      {imports.isPending ? (
        <Loading lines={8} />
      ) : imports.isError ? (
        <ProblemPanel error={imports.error} onRetry={() => void imports.refetch()} />
      ) : (
        <div className="space-y-6">
          <YearData imports={imports.data} fiscalYear={fiscalYear} />
          <div role="status" className="empty:hidden">
            {stored !== null && (
              <Notice tone="positive" title={<Trans>{i18n._(KINDS[stored.report.kind].name)} stored as version {stored.version}</Trans>}>
                <Trans>{formatWhole(stored.report.accepted_count)} rows of {stored.report.file_name} count from now on.</Trans>
              </Notice>
            )}
          </div>
          {isOneOf(IMPORTERS) && <ImportWorkbench fiscalYear={fiscalYear} onStored={setStored} />}
          <VersionsCard imports={imports.data} />
          {imports.data.some((line) => line.kind === 'counts') && counts}
          {settings.data !== undefined && <DistrictWords settings={settings.data} canEdit={isOneOf(SETTINGS_EDITORS)} />}
        </div>
      )}
    </>
  );
}
