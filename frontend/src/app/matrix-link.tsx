import { buttonClass } from '@kit/button-class';
import { Link } from '@kit/link';
import { Trans } from '@lingui/react/macro';

/** From a published budget to what one pupil brings in it. */
export const matrixLink = (runId: string, size: 'normal' | 'small' = 'normal') => (
  <Link to="/published/$runId/matrix" params={{ runId }} className={buttonClass('secondary', size)}>
    <Trans>Dollars per pupil</Trans>
  </Link>
);
