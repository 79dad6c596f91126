/** Where `mantinel log` reads: the folder itself while nothing runs, the API while Mantinel does. */
import { type EventFilter, EventPage, Explanations, type ExportQuery, paths } from '@mantinel/contract';
import type { CatalogueLanguage, ExplanationTexts } from '@mantinel/domain';
import type { ApiClient } from '../api-client.ts';

export interface PageQuery {
  readonly filter: EventFilter;
  readonly direction: 'older' | 'newer';
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface EventReader {
  page(query: PageQuery): Promise<EventPage>;
  /** A file of all that matches, as it is made. */
  export(query: ExportQuery): Promise<AsyncIterable<string | Uint8Array>>;
  /** What codes mean at machines, by `machine@code` as asked; what nobody has explained is left out. */
  explanations(
    of: readonly string[],
    language: CatalogueLanguage,
  ): Promise<ReadonlyMap<string, ExplanationTexts>>;
  /** Whether what is written from now on can be seen. */
  readonly live: boolean;
  close(): Promise<void>;
}

/** An address holds so many. */
const mostAtOnce = 60;

export const apiEventReader = (api: ApiClient): EventReader => ({
  live: true,
  page: ({ filter, ...page }) => api.ask(paths.events, EventPage, { query: { ...filter, ...page } }),
  export: (query) => api.stream(paths.eventExport, query),
  explanations: async (of, language) => {
    const answers = new Map<string, ExplanationTexts>();
    for (let from = 0; from < of.length; from += mostAtOnce) {
      const query = { of: of.slice(from, from + mostAtOnce), language };
      const { explanations } = await api.ask(paths.explanations, Explanations, { query });
      for (const one of explanations) answers.set(one.of, one);
    }
    return answers;
  },
  close: () => api.close(),
});
