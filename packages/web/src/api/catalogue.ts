/** What event codes mean: asked for rows of the log, and the catalogue itself for its page. */
import {
  type Entries,
  type EntryView,
  type Explanations,
  type ExplanationTextsView,
  type Inbox,
  paths,
  type ShippedEntries,
} from '@mantinel/contract';
import type { CatalogueLanguage } from '@mantinel/domain';
import { addressOf, type By, because, type Removed, why } from './act.ts';
import { getJson, send } from './request.ts';

/** By `machine@code`, as asked; what has no explanation is left out. */
export async function getExplanations(
  of: readonly string[],
  language: CatalogueLanguage,
): Promise<ReadonlyMap<string, ExplanationTextsView>> {
  const query = new URLSearchParams([['language', language], ...of.map((one) => ['of', one])]);
  const { explanations } = await getJson<Explanations>(`${paths.explanations}?${query}`);
  return new Map(explanations.map((one) => [one.of, one]));
}

export type EntryWords = Pick<EntryView, 'texts' | 'priority' | 'respondWithinMinutes' | 'source'>;
export type EntryKey = Pick<EntryView, 'place' | 'model' | 'code'>;

export const getEntries = (search: string, after: string | undefined, signal?: AbortSignal) =>
  getJson<Entries>(
    `${paths.catalogueEntries}?${new URLSearchParams({
      ...(search === '' ? {} : { search }),
      ...(after === undefined ? {} : { after }),
    })}`,
    signal,
  );
export const getEntry = (id: string) => getJson<EntryView>(addressOf(paths.catalogueEntry, id));
export const getShipped = (language: CatalogueLanguage, signal?: AbortSignal) =>
  getJson<ShippedEntries>(`${paths.catalogueShipped}?${new URLSearchParams({ language })}`, signal);
export const getInbox = (signal?: AbortSignal) => getJson<Inbox>(paths.catalogueInbox, signal);

export const addEntry = (entry: EntryKey & EntryWords, reason: string) =>
  send<EntryView>(paths.catalogueEntries, { body: { ...entry, ...why(reason) } });
export const changeEntry = (id: string, words: EntryWords, { version, reason }: By) =>
  send<EntryView>(addressOf(paths.catalogueEntry, id), {
    method: 'PUT',
    version,
    body: { ...words, ...why(reason) },
  });
export const removeEntry = (id: string, { version, reason }: By) =>
  send<Removed>(addressOf(paths.catalogueEntry, id) + because(reason), { method: 'DELETE', version });
