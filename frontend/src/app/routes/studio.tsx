import { ScenariosPage } from '@features/studio/components/scenarios-page';
import { useNavigate } from '@tanstack/react-router';
import { useFiscalYear } from '../fiscal-year';

export function StudioPage() {
  const { fiscalYear, yearSwitch } = useFiscalYear();
  const navigate = useNavigate();
  return (
    <ScenariosPage
      fiscalYear={fiscalYear}
      yearSwitch={yearSwitch}
      onOpen={(scenarioId) => void navigate({ to: '/studio/$scenarioId', params: { scenarioId } })}
      onGoToData={() => void navigate({ to: '/data', search: { year: fiscalYear } })}
    />
  );
}
