import { Scatter } from '@charts/scatter';
import type { Salaries } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatBp } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { meanTransfer } from '../model/mean-transfer';

/** Who pays for whom: the transfer per pupil against the share of pupils in need. */
export function TransferChart({ salaries }: { salaries: Salaries }) {
  const { t } = useLingui();
  const known = salaries.schools.filter((school) => school.need_share_bp !== null && school.transfer_per_pupil_cents !== null);
  const means = meanTransfer(known);
  return (
    <Scatter
      title={t`What averaging takes from each pupil, by need`}
      finding={
        means === null ? (
          <Trans>There are too few schools to compare.</Trans>
        ) : means.highNeedCents > 0 ? (
          <Trans>
            The half of the schools with more need pays {formatDollars(means.highNeedCents)} per pupil above its own cost; the other half pays {formatDollars(-means.lowNeedCents)} below its own.
          </Trans>
        ) : (
          <Trans>Averaging does not burden the half of the schools with more need: it pays {formatDollars(-means.highNeedCents)} per pupil below its own cost.</Trans>
        )
      }
      points={known.map((school) => ({
        id: school.school_id,
        label: school.name,
        x: (school.need_share_bp ?? 0) / 10_000,
        y: (school.transfer_per_pupil_cents ?? 0) / 100,
        group: school.transfer_cents > 0 ? 'pays' : 'receives',
      }))}
      xAxis={{ label: t`Share of pupils in need`, format: (share) => formatBp(share * 10_000) }}
      yAxis={{ label: t`Transfer per pupil`, format: (dollars) => formatDollars(dollars * 100) }}
      groups={[
        { id: 'pays', label: t`Pays for others` },
        { id: 'receives', label: t`Is paid for` },
      ]}
    />
  );
}
