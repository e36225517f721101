import { ScenariosPage } from '@features/studio/components/scenarios-page';
import { buttonClass } from '@kit/button-class';
import { Link } from '@kit/link';
import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useFiscalYear } from '../fiscal-year';

export function StudioPage() {
  const { fiscalYear, yearSwitch } = useFiscalYear();
  const navigate = useNavigate();
  return (
    <ScenariosPage
      fiscalYear={fiscalYear}
      yearSwitch={
        <>
          {yearSwitch}
          <Link to="/studio/compare" search={{ year: fiscalYear }} className={buttonClass()}>
            <Trans>Compare</Trans>
          </Link>
        </>
      }
      onOpen={(scenarioId) => void navigate({ to: '/studio/$scenarioId', params: { scenarioId } })}
      onGoToData={() => void navigate({ to: '/data', search: { year: fiscalYear } })}
    />
  );
}
