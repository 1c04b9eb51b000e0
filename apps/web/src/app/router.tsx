import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { readOpenAddress } from '../pages/intake/address';
import { readRenewalsAddress } from '../pages/renewals/address';
import { readSignInAddress } from '../session/address';
import { prepareToGo } from '../session/new-page';
import { SIGN_OUT } from '../session/sign-out';
import { SignOutPage } from '../session/sign-out.page';
import { currentToken } from '../session/token';
import { readAppealsAddress } from '../work/appeals-address';
import { readWorklistAddress } from '../work/worklist-address';
import { pageCode } from './page-code';
import { NotFound, PageFailure, PagePending } from './page-states';

const root = createRootRoute({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: readSignInAddress,
  component: lazyRouteComponent(
    () => pageCode(() => import('../session/sign-in.page')),
    'SignInPage',
  ),
});

const signInCallback = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/callback',
  component: lazyRouteComponent(
    () => pageCode(() => import('../session/callback.page')),
    'CallbackPage',
  ),
});

const signOut = createRoute({
  getParentRoute: () => root,
  path: SIGN_OUT,
  component: SignOutPage,
});

/** Everything but signing in and out is in the shell, and requires a token first. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: ({ location }) => {
    if (currentToken() !== null) return;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router redirects
    throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
  component: lazyRouteComponent(() => pageCode(() => import('./shell')), 'Shell'),
});

const start = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router redirects
    throw redirect({ to: '/worklist', replace: true });
  },
});

const worklist = createRoute({
  getParentRoute: () => shell,
  path: '/worklist',
  validateSearch: readWorklistAddress,
  component: lazyRouteComponent(
    () => pageCode(() => import('../pages/worklist/worklist.page')),
    'WorklistPage',
  ),
});

const stuck = createRoute({
  getParentRoute: () => shell,
  path: '/stuck',
  component: lazyRouteComponent(
    () => pageCode(() => import('../pages/stuck/stuck.page')),
    'StuckPage',
  ),
});

const open = createRoute({
  getParentRoute: () => shell,
  path: '/open',
  validateSearch: readOpenAddress,
  component: lazyRouteComponent(
    () => pageCode(() => import('../pages/intake/intake.page')),
    'OpenPage',
  ),
});

const oneCase = createRoute({
  getParentRoute: () => shell,
  path: '/cases/$caseId',
  component: lazyRouteComponent(
    () => pageCode(() => import('../pages/case/case.page')),
    'CasePage',
  ),
});

const appeals = createRoute({
  getParentRoute: () => shell,
  path: '/appeals',
  validateSearch: readAppealsAddress,
  component: lazyRouteComponent(
    () => pageCode(() => import('../pages/appeals/appeals.page')),
    'AppealsPage',
  ),
});

const renewals = createRoute({
  getParentRoute: () => shell,
  path: '/renewals',
  validateSearch: readRenewalsAddress,
  component: lazyRouteComponent(
    () => pageCode(() => import('../pages/renewals/renewals.page')),
    'RenewalsPage',
  ),
});

const operations = createRoute({
  getParentRoute: () => shell,
  path: '/operations',
  component: lazyRouteComponent(
    () => pageCode(() => import('../pages/reports/reports.page')),
    'OperationsPage',
  ),
});

const letters = createRoute({
  getParentRoute: () => shell,
  path: '/letters',
  component: lazyRouteComponent(
    () => pageCode(() => import('../pages/letter-templates/letter-templates.page')),
    'LettersPage',
  ),
});

const lettersToPrint = createRoute({
  getParentRoute: () => shell,
  path: '/letters/to-print',
  component: lazyRouteComponent(
    () => pageCode(() => import('../pages/letters-to-print/letters-to-print.page')),
    'LettersToPrintPage',
  ),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  component: lazyRouteComponent(
    () => pageCode(() => import('../pages/audit/audit.page')),
    'AuditPage',
  ),
});

const access = createRoute({
  getParentRoute: () => shell,
  path: '/access',
  component: lazyRouteComponent(
    () => pageCode(() => import('../pages/access/access.page')),
    'AccessPage',
  ),
});

const accessLog = createRoute({
  getParentRoute: () => shell,
  path: '/access-log',
  component: lazyRouteComponent(
    () => pageCode(() => import('../pages/access-log/access-log.page')),
    'AccessLogPage',
  ),
});

/** Any other address. */
const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFound });

prepareToGo();

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signInCallback,
    signOut,
    shell.addChildren([
      start,
      worklist,
      stuck,
      open,
      oneCase,
      appeals,
      renewals,
      operations,
      letters,
      lettersToPrint,
      audit,
      access,
      accessLog,
      nowhere,
    ]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingMs: 200,
  defaultPendingComponent: PagePending,
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: NotFound,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

declare module '@tanstack/history' {
  interface HistoryState {
    /** A search term to keep out of the address, because it may be a name. */
    q?: string;
  }
}
