import { MatrixPage as Page } from '@features/matrix/components/matrix-page';
import { Icon } from '@kit/icon';
import { Link } from '@kit/link';
import { useMe } from '@lib/session';
import { Trans } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';

export function RunMatrixPage() {
  const { runId } = useParams({ from: '/signed-in/published/$runId/matrix' });
  const isOfSchool = useMe().school_ids.length > 0;
  return (
    <Page
      origin={{ runId }}
      backLink={
        isOfSchool ? (
          <Link to="/funding">
            <Icon name="chevron-left" /> <Trans>School budget</Trans>
          </Link>
        ) : (
          <Link to="/published/$runId" params={{ runId }}>
            <Icon name="chevron-left" /> <Trans>Published budget</Trans>
          </Link>
        )
      }
    />
  );
}
