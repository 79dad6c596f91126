/** Which screen an address shows, and to whom. */
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { getSession } from './api/api.ts';
import type { FirstPage } from './log/feed/first-page.ts';
import { LogPage } from './log/log-page.tsx';
import { Banners } from './shell/banners.tsx';
import { FailureNotice } from './shell/failure-notice.tsx';
import { Header } from './shell/header.tsx';
import { useServices } from './shell/services.tsx';

const SignInPage = lazy(() =>
  import('./entry/sign-in/sign-in-page.tsx').then(({ SignInPage: it }) => ({ default: it })),
);
const SetUpPage = lazy(() =>
  import('./entry/set-up-page.tsx').then(({ SetUpPage: it }) => ({ default: it })),
);
const PasswordPage = lazy(() =>
  import('./entry/password-page.tsx').then(({ PasswordPage: it }) => ({ default: it })),
);
const ProviderPage = lazy(() =>
  import('./entry/provider-page.tsx').then(({ ProviderPage: it }) => ({ default: it })),
);
const AdminPage = lazy(() => import('./admin/admin-page.tsx').then(({ AdminPage: it }) => ({ default: it })));
const AccountPage = lazy(() =>
  import('./account/account-page.tsx').then(({ AccountPage: it }) => ({ default: it })),
);
const TerminalPage = lazy(() =>
  import('./terminal/terminal-page.tsx').then(({ TerminalPage: it }) => ({ default: it })),
);
const TerminalBar = lazy(() =>
  import('./terminal/terminal-bar.tsx').then(({ TerminalBar: it }) => ({ default: it })),
);
const ShiftReportPage = lazy(() =>
  import('./shift-report/shift-report-page.tsx').then(({ ShiftReportPage: it }) => ({ default: it })),
);
const AlarmsPage = lazy(() =>
  import('./alarms/alarms-page.tsx').then(({ AlarmsPage: it }) => ({ default: it })),
);
const ComparePage = lazy(() =>
  import('./compare/compare-page.tsx').then(({ ComparePage: it }) => ({ default: it })),
);
const OperatorPage = lazy(() =>
  import('./operator/operator-page.tsx').then(({ OperatorPage: it }) => ({ default: it })),
);
const ProgramsPage = lazy(() =>
  import('./programs/programs-page.tsx').then(({ ProgramsPage: it }) => ({ default: it })),
);
const ViewerPage = lazy(() =>
  import('./programs/viewer/viewer-page.tsx').then(({ ViewerPage: it }) => ({ default: it })),
);
const StartPage = lazy(() => import('./entry/start-page.tsx').then(({ StartPage: it }) => ({ default: it })));

const alarmPaths = ['/alarms/:id?', '/alarm-statistics', '/machines/:machine/why'];

export function App({ firstPage }: { firstPage: FirstPage | undefined }) {
  const { live } = useServices();
  const [path] = useLocation();
  const {
    data: session,
    error,
    refetch,
  } = useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => getSession(signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  // The demonstration may be looked at on its own computer before anybody has signed in.
  const admitted = session?.state === 'signedIn' || session?.permissions.includes('event.read') === true;
  useEffect(() => {
    if (admitted) live.start();
  }, [admitted, live]);

  if (path === '/setup')
    return (
      <Suspense>
        <SetUpPage />
      </Suspense>
    );
  if (path === '/password')
    return (
      <Suspense>
        <PasswordPage />
      </Suspense>
    );
  if (path === '/sign-in/provider')
    return (
      <Suspense>
        <ProviderPage />
      </Suspense>
    );
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (!session) return null;
  // A shared terminal lets people in its own way; a browser that is none becomes one there.
  const isDoor = session.terminal ? session.state !== 'signedIn' : path === '/terminal';
  if (isDoor)
    return (
      <Suspense>
        <TerminalPage session={session} />
      </Suspense>
    );
  if (!admitted)
    return (
      <Suspense>
        <SignInPage state={session.state} />
      </Suspense>
    );
  return (
    <div className="app">
      {session.endsInSeconds !== undefined && (
        <Suspense>
          <TerminalBar session={session} />
        </Suspense>
      )}
      {/* The operator's screen has them in its own size, below what it says of a lost connection. */}
      {path !== '/operator' && <Header session={session} />}
      {path !== '/operator' && <Banners />}
      <Switch>
        <Route path="/start">
          <Suspense>
            <StartPage />
          </Suspense>
        </Route>
        <Route path="/shift-report">
          <Suspense>
            <ShiftReportPage />
          </Suspense>
        </Route>
        <Route path="/account">
          <Suspense>
            <AccountPage session={session} />
          </Suspense>
        </Route>
        <Route path="/operator">
          <Suspense>
            <OperatorPage />
          </Suspense>
        </Route>
        <Route path="/compare">
          <Suspense>
            <ComparePage />
          </Suspense>
        </Route>
        <Route path="/programs/view">
          <Suspense>
            <ViewerPage />
          </Suspense>
        </Route>
        <Route path="/programs/*?">
          <Suspense>
            <ProgramsPage />
          </Suspense>
        </Route>
        {alarmPaths.map((alarms) => (
          <Route key={alarms} path={alarms}>
            <Suspense>
              <AlarmsPage />
            </Suspense>
          </Route>
        ))}
        <Route path="/admin/*?">
          <Suspense>
            <AdminPage session={session} />
          </Suspense>
        </Route>
        <Route>
          <LogPage firstPage={firstPage} signedIn={session.state === 'signedIn'} />
        </Route>
      </Switch>
    </div>
  );
}
