import { Link } from '@kit/link';
import { Trans } from '@lingui/react/macro';

/** From a published budget to what one pupil brings in it. */
export const matrixLink = (runId: string) => (
  <span className="inline-flex min-h-9 items-center pointer-coarse:min-h-11">
    <Link to="/published/$runId/matrix" params={{ runId }}>
      <Trans>Dollars per pupil</Trans>
    </Link>
  </span>
);
