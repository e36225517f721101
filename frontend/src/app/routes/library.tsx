import { LibraryPage as Page } from '@features/library/components/library-page';
import { buttonClass } from '@kit/button-class';
import { Icon } from '@kit/icon';
import { Link } from '@kit/link';
import { Trans } from '@lingui/react/macro';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';

export function LibraryPage() {
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId/library' });
  const { formula, dollars } = useSearch({ from: '/signed-in/studio/$scenarioId/library' });
  const navigate = useNavigate();
  return (
    <Page
      scenarioId={scenarioId}
      formulaId={formula ?? null}
      dollars={dollars ?? 'ours'}
      onDollars={(next) =>
        void navigate({
          to: '/studio/$scenarioId/library',
          params: { scenarioId },
          search: { ...(formula !== undefined && { formula }), ...(next === 'theirs' && { dollars: next }) },
          replace: true,
          resetScroll: false,
        })
      }
      onSaved={(made) => void navigate({ to: '/studio/$scenarioId', params: { scenarioId: made } })}
      formulaLink={(formulaId, label) => (
        <Link to="/studio/$scenarioId/library" params={{ scenarioId }} search={{ formula: formulaId }} className={buttonClass()}>
          <span>{label}</span>
        </Link>
      )}
      salariesLink={(label) => (
        <Link to="/studio/$scenarioId/salaries" params={{ scenarioId }} className={buttonClass()}>
          <span>{label}</span>
        </Link>
      )}
      backLink={
        <Link to="/studio/$scenarioId/library" params={{ scenarioId }} search={{}} className={buttonClass()}>
          <Icon name="chevron-left" />
          <span>
            <Trans>All formulas</Trans>
          </span>
        </Link>
      }
    />
  );
}
