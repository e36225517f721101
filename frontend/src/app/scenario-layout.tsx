import { useLingui } from '@lingui/react/macro';
import { Link, Outlet, useMatchRoute, useParams } from '@tanstack/react-router';
import { SCENARIO_GROUPS } from './scenario-sections';

const TAB = 'block min-h-10 whitespace-nowrap rounded-t-md border-b-2 px-3 py-2 font-medium transition-colors pointer-coarse:min-h-11';
const VIEW = 'block whitespace-nowrap rounded-full px-3 py-1.5 text-sm font-medium transition-colors pointer-coarse:py-2.5';
const CURRENT = 'border-accent text-accent';
const OTHER = 'border-transparent text-muted hover:text-ink forced-colors:border-[Canvas]';

/** The two rows above every view upon a scenario: the stages of the work, and the views of the stage one is in. */
export function ScenarioLayout() {
  const { t, i18n } = useLingui();
  const { scenarioId } = useParams({ from: '/signed-in/studio/$scenarioId' });
  const matches = useMatchRoute();
  const group = SCENARIO_GROUPS.find((one) => one.sections.some(({ to }) => matches({ to, params: { scenarioId } }) !== false));
  return (
    <>
      <nav aria-label={t`Views of this scenario`} data-print="hide" className="-mt-3 mb-6 border-b border-line sm:mb-8">
        <ul className="-mb-px flex flex-wrap gap-x-1">
          {SCENARIO_GROUPS.map((one) => (
            <li key={one.id}>
              <Link
                to={one.sections[0].to}
                params={{ scenarioId }}
                activeOptions={{ exact: true, includeSearch: false }}
                aria-current={one === group ? 'true' : undefined}
                className={`${TAB} ${one === group ? CURRENT : OTHER}`}
              >
                {i18n._(one.label)}
              </Link>
            </li>
          ))}
        </ul>
        {group !== undefined && group.sections.length > 1 && (
          <ul aria-label={i18n._(group.label)} className="flex flex-wrap gap-x-1 border-t border-line py-2">
            {group.sections.map((section) => (
              <li key={section.to}>
                <Link
                  to={section.to}
                  params={{ scenarioId }}
                  activeOptions={{ exact: true, includeSearch: false }}
                  className={VIEW}
                  activeProps={{ className: 'bg-accent-soft text-accent' }}
                  inactiveProps={{ className: 'text-muted hover:text-ink' }}
                >
                  {i18n._(section.label)}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </nav>
      <Outlet />
    </>
  );
}
