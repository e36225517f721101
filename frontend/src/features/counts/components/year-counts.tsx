import { ProblemPanel } from '@kit/problem-panel';
import { Loading } from '@kit/skeleton';
import { useQuery } from '@tanstack/react-query';
import { countVersionsQuery } from '../api/count-versions';
import { CountGroups } from './count-groups';

/** Who a year's imports counted; what is published for the year says which groups are unions. */
export function YearCounts({ fiscalYear }: { fiscalYear: number }) {
  const versions = useQuery(countVersionsQuery(fiscalYear));
  if (versions.isPending) return <Loading lines={6} />;
  if (versions.isError) return <ProblemPanel error={versions.error} onRetry={() => void versions.refetch()} />;
  const newest = versions.data[0];
  return newest === undefined ? null : <CountGroups key={newest.version} versions={versions.data} scenario={null} used={newest.version} />;
}
