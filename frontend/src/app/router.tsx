import { districtSettingsQuery } from '@lib/district';
import { sessionQuery } from '@lib/session';
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { fiscalYearSearch } from './fiscal-year-search';
import { navigationFor } from './navigation';
import { RootError, RouteError } from './route-error';
import { RoutePending } from './route-pending';
import { isSignInReason, type SignInReason } from './sign-in-reason';

type RouterContext = { queryClient: QueryClient };

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: lazyRouteComponent(() => import('./routes/not-found'), 'NotFoundPage'),
  errorComponent: RootError,
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { from?: string; reason?: SignInReason } => {
    const from = search['from'];
    return {
      // Only our own addresses: a link in a mail must not lead elsewhere after signing in.
      ...(typeof from === 'string' && /^\/(?![/\\])/.test(from) && { from }),
      ...(isSignInReason(search['reason']) && { reason: search['reason'] }),
    };
  },
  beforeLoad: async ({ context, search }) => {
    const me = await context.queryClient.ensureQueryData(sessionQuery);
    if (me !== null) throw redirect({ href: search.from ?? '/' });
  },
  component: lazyRouteComponent(() => import('./routes/sign-in'), 'SignInPage'),
  errorComponent: RootError,
});

const kitRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kit',
  component: lazyRouteComponent(() => import('./routes/kit'), 'KitPage'),
});

/** Everything behind the sign-in, inside the shell. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(sessionQuery);
    if (me === null) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { from: location.href } });
    // Every page speaks the district's words; they come while the page itself does. Who has no page may not ask.
    if (navigationFor(me.roles).length > 0) void context.queryClient.prefetchQuery(districtSettingsQuery);
  },
  component: lazyRouteComponent(() => import('./shell'), 'Shell'),
  errorComponent: RootError,
});

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./routes/home'), 'HomePage'),
});

const helpRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/help',
  component: lazyRouteComponent(() => import('./routes/help'), 'HelpPage'),
});

const dataRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/data',
  validateSearch: fiscalYearSearch,
  component: lazyRouteComponent(() => import('./routes/data'), 'DataPage'),
});

const studioRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/studio',
  validateSearch: fiscalYearSearch,
  component: lazyRouteComponent(() => import('./routes/studio'), 'StudioPage'),
});

const compareRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/studio/compare',
  validateSearch: (search): { year?: number; scenarios?: string } => {
    const scenarios = search['scenarios'];
    return { ...fiscalYearSearch(search), ...(typeof scenarios === 'string' && /^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,5}$/.test(scenarios) && { scenarios }) };
  },
  component: lazyRouteComponent(() => import('./routes/compare'), 'ComparePage'),
});

/** One scenario: its formula, and every view upon it, under one row of sections. */
const scenarioLayoutRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/studio/$scenarioId',
  component: lazyRouteComponent(() => import('./scenario-layout'), 'ScenarioLayout'),
});

const scenarioRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./routes/scenario'), 'ScenarioPage'),
});

const servicesRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/services',
  component: lazyRouteComponent(() => import('./routes/services'), 'ServicesPage'),
});

const originsRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/origins',
  component: lazyRouteComponent(() => import('./routes/origins'), 'OriginsPage'),
});

const historyRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/history',
  component: lazyRouteComponent(() => import('./routes/history'), 'HistoryPage'),
});

const reviewRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/review',
  component: lazyRouteComponent(() => import('./routes/review'), 'ReviewPage'),
});

const documentsRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/documents',
  component: lazyRouteComponent(() => import('./routes/documents'), 'DocumentsPage'),
});

const approvalsRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/approvals',
  component: lazyRouteComponent(() => import('./routes/approvals'), 'ApprovalsPage'),
});

const yearsRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/years',
  component: lazyRouteComponent(() => import('./routes/years'), 'YearsPage'),
});

const countsRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/counts',
  component: lazyRouteComponent(() => import('./routes/counts'), 'CountsPage'),
});

const matrixRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/matrix',
  component: lazyRouteComponent(() => import('./routes/matrix'), 'MatrixPage'),
});

const runMatrixRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/published/$runId/matrix',
  component: lazyRouteComponent(() => import('./routes/run-matrix'), 'RunMatrixPage'),
});

const recountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/published/$runId/recount',
  component: lazyRouteComponent(() => import('./routes/recount'), 'RecountPage'),
});

const sweepRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/sweep',
  component: lazyRouteComponent(() => import('./routes/sweep'), 'SweepPage'),
});

const riskRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/risk',
  component: lazyRouteComponent(() => import('./routes/risk'), 'RiskPage'),
});

const libraryRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/library',
  validateSearch: (search): { formula?: string; dollars?: 'theirs' } => {
    const formula = search['formula'];
    return {
      ...(typeof formula === 'string' && /^[a-z][a-z0-9-]{2,63}$/.test(formula) && { formula }),
      ...(search['dollars'] === 'theirs' && { dollars: 'theirs' }),
    };
  },
  component: lazyRouteComponent(() => import('./routes/library'), 'LibraryPage'),
});

const cliffsRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/cliffs',
  component: lazyRouteComponent(() => import('./routes/cliffs'), 'CliffsPage'),
});

const solveRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/solve',
  component: lazyRouteComponent(() => import('./routes/solve'), 'SolvePage'),
});

const holdHarmlessRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/hold-harmless',
  component: lazyRouteComponent(() => import('./routes/hold-harmless'), 'HoldHarmlessPage'),
});

const participationRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/participation',
  component: lazyRouteComponent(() => import('./routes/participation'), 'ParticipationPage'),
});

const titleOneRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/title-one',
  component: lazyRouteComponent(() => import('./routes/title-one'), 'TitleOnePage'),
});

const complianceRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/compliance',
  component: lazyRouteComponent(() => import('./routes/compliance'), 'CompliancePage'),
});

const salariesRoute = createRoute({
  getParentRoute: () => scenarioLayoutRoute,
  path: '/salaries',
  component: lazyRouteComponent(() => import('./routes/salaries'), 'SalariesPage'),
});

const publishedRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/published',
  validateSearch: fiscalYearSearch,
  component: lazyRouteComponent(() => import('./routes/published'), 'PublishedPage'),
});

const publishedRunRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/published/$runId',
  component: lazyRouteComponent(() => import('./routes/published-run'), 'PublishedRunPage'),
});

const fundingRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/funding',
  validateSearch: fiscalYearSearch,
  component: lazyRouteComponent(() => import('./routes/funding'), 'FundingPage'),
});

const schoolFundingRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/funding/$schoolId',
  validateSearch: fiscalYearSearch,
  component: lazyRouteComponent(() => import('./routes/school-funding'), 'SchoolFundingPage'),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  kitRoute,
  signedInRoute.addChildren([
    homeRoute,
    helpRoute,
    dataRoute,
    studioRoute,
    compareRoute,
    scenarioLayoutRoute.addChildren([solveRoute, holdHarmlessRoute, participationRoute, scenarioRoute, sweepRoute, riskRoute, servicesRoute, originsRoute, historyRoute, approvalsRoute, countsRoute, matrixRoute, yearsRoute, reviewRoute, documentsRoute, libraryRoute, cliffsRoute, titleOneRoute, complianceRoute, salariesRoute]),
    publishedRoute,
    publishedRunRoute,
    recountRoute,
    runMatrixRoute,
    fundingRoute,
    schoolFundingRoute,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: RoutePending,
    defaultErrorComponent: RouteError,
    scrollRestoration: true,
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
