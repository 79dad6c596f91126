/** Puts the panel on the screen, with what was asked for while it was loading. */
import './shell/theme/mantine.css';
import './shell/shell.css';
import './shell/controls.css';
import { MantineProvider } from '@mantine/core';
import type { Session } from '@mantinel/contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { Live } from './live/live.ts';
import type { FirstPage } from './log/feed/first-page.ts';
import type { View } from './log/view/view.ts';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { setUpI18n } from './shell/language/i18n.ts';
import type { Language } from './shell/language/languages.ts';
import { ServicesProvider } from './shell/services.tsx';
import { cssVariables, theme } from './shell/theme/theme.ts';

/** The server's policy lets sheets in that carry it; while developing there is none. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// Where `get-nonce` looks, by which the library keeps the page still behind a dialog.
Object.assign(globalThis, { __webpack_nonce__: nonce });

export interface Asked {
  readonly view: View;
  readonly language: Language;
  readonly firstPage: FirstPage | undefined;
  readonly session: Promise<Session>;
  /** Of the language, where it is not English. */
  readonly texts: Promise<object | undefined>;
}

export async function showPanel({ view, language, firstPage, session, texts }: Asked): Promise<void> {
  const queries = new QueryClient({
    defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } },
  });
  void queries.prefetchQuery({ queryKey: ['session'], queryFn: () => session });
  const live = new Live(queries, view.level);
  await setUpI18n(language, texts);
  createRoot(document.getElementById('root')!).render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queries}>
        <ServicesProvider value={{ live }}>
          <ErrorBoundary>
            <App firstPage={firstPage} />
          </ErrorBoundary>
        </ServicesProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
