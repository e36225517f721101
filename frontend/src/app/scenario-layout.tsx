import { useLingui } from '@lingui/react/macro';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { SCENARIO_SECTIONS } from './scenario-sections';

/** The row of sections above every view upon a scenario. */
export function ScenarioLayout() {
  const { t, i18n } = useLingui();
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId' });
  return (
    <>
      <nav aria-label={t`Views of this scenario`} data-print="hide" className="-mt-3 mb-6 overflow-x-auto border-b border-line">
        <ul className="flex gap-1">
          {SCENARIO_SECTIONS.map((section) => (
            <li key={section.to}>
              <Link
                to={section.to}
                params={{ scenarioId }}
                activeOptions={{ exact: true }}
                className="-mb-px block min-h-10 whitespace-nowrap rounded-t-md border-b-2 px-3 py-2 font-medium transition-colors pointer-coarse:min-h-11"
                activeProps={{ className: 'border-accent text-accent' }}
                inactiveProps={{ className: 'border-transparent text-muted hover:text-ink forced-colors:border-[Canvas]' }}
              >
                {i18n._(section.label)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  );
}
