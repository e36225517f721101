import { PageHeader } from '@kit/page-header';
import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { districtSettingsQuery } from '@lib/district';
import { fiscalYearName } from '@lib/fiscal-year';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { promisingScenarioQuery } from '../api/outlook';
import { Promises } from './promises';

/** Who needs a top-up, who pays, what it costs, and what each year of phasing out does. */
export function HoldHarmlessPage({ scenarioId }: { scenarioId: string }) {
  const { t } = useLingui();
  const loaded = useQuery(promisingScenarioQuery(scenarioId));
  const district = useQuery(districtSettingsQuery);
  const failed = [loaded, district].find((one) => one.isError);
  return (
    <>
      <PageHeader
        context={loaded.data && <Trans>Fiscal year {fiscalYearName(loaded.data.scenario.fiscal_year)}</Trans>}
        title={t`Hold harmless`}
        lead={<Trans>A promise that no school falls below a share of today’s budget. See who needs it, who pays for it, what it costs, and what each year of phasing it out does.</Trans>}
      />
      {failed !== undefined ? (
        <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />
      ) : loaded.data === undefined || district.data === undefined ? (
        <Loading lines={8} />
      ) : (
        <Promises key={loaded.data.etag} scenario={loaded.data.scenario} etag={loaded.data.etag} district={district.data} />
      )}
    </>
  );
}
