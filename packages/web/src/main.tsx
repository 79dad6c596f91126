/** Starts the panel: asks for the first rows while everything else is still being put together. */
import './shell/mantine.css';
import './shell/shell.css';
import './shell/controls.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { getSession } from './api/api.ts';
import { App } from './app.tsx';
import { Live } from './live/live.ts';
import { firstPageOf } from './log/feed/first-page.ts';
import { currentView, eventInAddress } from './log/view/address.ts';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { preferredLanguage, setUpI18n } from './shell/i18n.ts';
import { ServicesProvider } from './shell/services.tsx';
import { cssVariables, theme } from './shell/theme.ts';

const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } },
});
const view = currentView();
const onLog = location.pathname === '/' && eventInAddress() === undefined;
const firstPage = onLog ? firstPageOf(view) : undefined;
const session = getSession();
void queries.prefetchQuery({ queryKey: ['session'], queryFn: () => session });

const live = new Live(queries, view.level);

await setUpI18n(preferredLanguage());
createRoot(document.getElementById('root')!).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
    <QueryClientProvider client={queries}>
      <ServicesProvider value={{ live }}>
        <ErrorBoundary>
          <App firstPage={firstPage} />
        </ErrorBoundary>
      </ServicesProvider>
    </QueryClientProvider>
  </MantineProvider>,
);
