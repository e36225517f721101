import { RunsPage } from '@features/publication/components/runs-page';
import { useNavigate } from '@tanstack/react-router';
import { useFiscalYear } from '../fiscal-year';

export function PublishedPage() {
  const { fiscalYear, yearSwitch } = useFiscalYear();
  const navigate = useNavigate();
  return (
    <RunsPage
      fiscalYear={fiscalYear}
      yearSwitch={yearSwitch}
      onOpen={(runId) => void navigate({ to: '/published/$runId', params: { runId } })}
    />
  );
}
