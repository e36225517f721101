import { ComparePage as Page } from '@features/compare/components/compare-page';
import { Icon } from '@kit/icon';
import { Link } from '@kit/link';
import { Trans } from '@lingui/react/macro';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useFiscalYear } from '../fiscal-year';

export function ComparePage() {
  const { fiscalYear } = useFiscalYear();
  const { scenarios } = useSearch({ from: '/signed-in/studio/compare' });
  const navigate = useNavigate();
  return (
    <Page
      fiscalYear={fiscalYear}
      scenarioIds={scenarios?.split(',') ?? []}
      onChoose={(ids) =>
        void navigate({ to: '/studio/compare', search: { year: fiscalYear, ...(ids.length > 0 && { scenarios: ids.join(',') }) }, replace: true, resetScroll: false })
      }
      backLink={
        <Link to="/studio" search={{ year: fiscalYear }}>
          <Icon name="chevron-left" /> <Trans>All scenarios</Trans>
        </Link>
      }
      scenarioLink={(scenarioId, name) => (
        <Link to="/studio/$scenarioId" params={{ scenarioId }}>
          {name}
        </Link>
      )}
    />
  );
}
