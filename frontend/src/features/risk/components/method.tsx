import { Card } from '@kit/card';
import { formatBp, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import type { RiskResult } from '../api/risk';

/** How the bands came about, in plain words. */
export function Method({ result }: { result: RiskResult }) {
  const { t } = useLingui();
  const years = result.years.join(', ');
  return (
    <Card title={t`How this was calculated`}>
      <ol className="max-w-line list-decimal space-y-2 pl-5">
        <li>
          {result.by_grade ? (
            <Trans>From the counts of {years} we see how many pupils of each grade came back a year later, school by school (cohort survival).</Trans>
          ) : (
            <Trans>From the counts of {years} we see how each level of each school grew or shrank from year to year (cohort survival by level).</Trans>
          )}{' '}
          <Trans>A small school’s own experience is mixed with the district’s.</Trans>
        </li>
        <li>
          <Trans>
            Forecast in this way, the last year we know would have been missed by {formatBp(result.mean_miss_bp)} at the average school, and by{' '}
            {formatBp(result.district_miss_bp)} for the whole district.
          </Trans>
        </li>
        <li>
          <Trans>
            We draw {formatWhole(result.draws)} possible counts: each school misses its forecast as a school of its kind and size really did, all its levels and
            needs together.
          </Trans>
        </li>
        <li>
          <Trans>For each count the whole formula runs anew, to the cent. The band holds eight of ten results; the reserve is what the rises add up to.</Trans>
        </li>
      </ol>
    </Card>
  );
}
