/** The shop's own words for event codes: entered, changed, removed; and the inbox of what nobody has explained yet. */
import { AppError, type Entries, type EntryView, type Inbox, type Removed } from '@mantinel/contract';
import {
  type Attributes,
  canonicalCode,
  levelOf,
  type PlaceId,
  placesWith,
  placesWithin,
  shortId,
} from '@mantinel/domain';
import type {
  CatalogueEntryRow,
  CatalogueWords,
  ControlText,
  NewCatalogueEntry,
  Repositories,
  Store,
} from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { type Caller, mayAt } from '../../http/caller.ts';
import { cursorOf, keyOf } from '../../http/page.ts';
import type { Explanations } from './explanations.ts';

export interface CatalogueService {
  list(
    page: { search?: string | undefined; after?: string | undefined; limit: number },
    caller: Caller,
  ): Promise<Entries>;
  /** Throws `catalogue.notFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): Promise<PlaceId>;
  /** Throws `catalogue.notFound`. */
  get(id: string): Promise<EntryView>;
  /** Throws `catalogue.exists`, `place.notFound`. */
  add(entry: NewCatalogueEntry, act: Act): Promise<EntryView>;
  /** Throws `catalogue.notFound`, `changedMeanwhile`. */
  change(id: string, change: CatalogueWords & { version: number }, act: Act): Promise<EntryView>;
  /** Throws `catalogue.notFound`, `changedMeanwhile`. */
  remove(id: string, version: number, act: Act): Promise<Removed>;
  /** What machines of the caller said and nobody has explained. */
  inbox(caller: Caller): Promise<Inbox>;
  /** Something else wrote entries: events are explained with them from now on. */
  changed(): Promise<void>;
}

export interface CatalogueOptions {
  readonly store: Pick<Store, 'catalogueEntries' | 'controlTexts'>;
  readonly explanations: Pick<Explanations, 'isExplained'>;
  /** Reads the entries again by which events are explained. */
  readonly reload: () => Promise<void>;
  readonly site: string;
  readonly nowUs: () => number;
}

const mostInInbox = 500;

export function catalogueService(options: CatalogueOptions): CatalogueService {
  const { store, explanations, reload, site, nowUs } = options;

  const tell = (
    tx: Repositories,
    told: { code: string; message: string; before?: Attributes; after?: Attributes },
    { place, act }: { place: PlaceId; act: Act },
  ) => tx.outbox.enqueue(auditedAt({ ...told, place, act, site, nowUs: nowUs() }));

  /** Also where the commit's answer was lost: it may have been made. */
  async function changing<T>({ unit }: Act, work: (tx: Repositories) => Promise<T>): Promise<T> {
    try {
      return await unit.commit(work);
    } finally {
      await reload();
    }
  }

  return {
    list: async ({ search, after, limit }, { plant, access }) => {
      const places = placesWith(plant, access, ['catalogue.read']).flatMap((place) =>
        placesWithin(plant, place),
      );
      const rows = await store.catalogueEntries.list({
        places,
        limit: limit + 1,
        ...(search ? { search } : {}),
        ...afterOf(after),
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        entries: page.map(viewOf),
        ...(rows.length > limit && last ? { next: cursorOf([last.code, last.id]) } : {}),
      };
    },
    placeOf: async (id, caller) => {
      const entry = await store.catalogueEntries.get(id);
      if (!entry || !mayAt(caller, 'catalogue.read', entry.place)) throw new AppError('catalogue.notFound');
      return entry.place;
    },
    get: async (id) => viewOf(await existing(store, id)),
    add: (entry, act) =>
      changing(act, async (tx) => {
        const added = await tx.catalogueEntries.add({ ...entry, code: canonicalCode(entry.code) });
        const told = { code: 'catalogue.added', message: 'A person explained an event code.' };
        await tell(tx, { ...told, after: stateOf(added) }, { place: added.place, act });
        return viewOf(added);
      }),
    change: (id, change, act) =>
      changing(act, async (tx) => {
        const before = await existing(tx, id);
        const after = await tx.catalogueEntries.change(id, change);
        const told = { code: 'catalogue.changed', message: 'A person changed an explanation.' };
        const states = { before: stateOf(before), after: stateOf(after) };
        await tell(tx, { ...told, ...states }, { place: after.place, act });
        return viewOf(after);
      }),
    remove: (id, version, act) =>
      changing(act, async (tx) => {
        const before = await existing(tx, id);
        await tx.catalogueEntries.remove(id, version);
        const told = { code: 'catalogue.removed', message: 'A person removed an explanation.' };
        await tell(tx, { ...told, before: stateOf(before) }, { place: before.place, act });
        return { removed: id };
      }),
    inbox: async ({ plant, access }) => {
      const machines = placesWith(plant, access, ['catalogue.read'])
        .flatMap((place) => placesWithin(plant, place))
        .filter((place) => levelOf(place) === 'machine')
        .map(shortId);
      const texts = (await store.controlTexts.list([...new Set(machines)])).filter(
        (text) => !explanations.isExplained(text),
      );
      const all = [...Map.groupBy(texts, ({ code }) => code).values()]
        .map(oneOf)
        .sort((one, other) => other.times - one.times || (one.code < other.code ? -1 : 1));
      return { texts: all.slice(0, mostInInbox), total: all.length };
    },
    changed: reload,
  };
}

function afterOf(cursor: string | undefined): { after?: { code: string; id: string } } {
  if (cursor === undefined) return {};
  const [code, id] = keyOf(cursor, 2) as [string, string];
  return { after: { code, id } };
}

async function existing(repositories: Pick<Repositories, 'catalogueEntries'>, id: string) {
  const entry = await repositories.catalogueEntries.get(id);
  if (!entry) throw new AppError('catalogue.notFound');
  return entry;
}

/** One code on several machines. */
function oneOf(texts: readonly ControlText[]): Inbox['texts'][number] {
  const { code, nativeCode, message, severity } = texts.reduce((one, other) =>
    other.lastUs > one.lastUs ? other : one,
  );
  return {
    code,
    nativeCode,
    message,
    severity,
    times: texts.reduce((sum, { times }) => sum + times, 0),
    firstUs: Math.min(...texts.map(({ firstUs }) => firstUs)),
    lastUs: Math.max(...texts.map(({ lastUs }) => lastUs)),
    machines: texts.map(({ machine }) => machine).sort(),
  };
}

const stateOf = ({ changedUs: _changedUs, texts, ...entry }: CatalogueEntryRow): Attributes => ({
  ...entry,
  texts: structuredClone(texts) as Attributes,
});

const viewOf = ({ changedUs: _changedUs, texts, ...entry }: CatalogueEntryRow): EntryView => ({
  ...entry,
  texts: structuredClone(texts) as EntryView['texts'],
});
