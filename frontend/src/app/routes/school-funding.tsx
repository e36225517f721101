import { SchoolFundingPage as Page } from '@features/funding/components/school-funding-page';
import { Icon } from '@kit/icon';
import { Link } from '@kit/link';
import { useMe } from '@lib/session';
import { Trans } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { useFiscalYear } from '../fiscal-year';
import { matrixLink } from '../matrix-link';

export function SchoolFundingPage() {
  const { schoolId } = useParams({ from: '/signed-in/funding/$schoolId' });
  const { fiscalYear, yearSwitch } = useFiscalYear();
  const me = useMe();
  return (
    <Page
      key={`${schoolId} ${fiscalYear}`}
      schoolId={schoolId}
      fiscalYear={fiscalYear}
      yearSwitch={yearSwitch}
      matrixLink={(runId) => matrixLink(runId, 'small')}
      backLink={
        me.school_ids.length === 1 ? undefined : (
          <Link to="/funding">
            <Icon name="chevron-left" /> <Trans>All schools</Trans>
          </Link>
        )
      }
    />
  );
}
