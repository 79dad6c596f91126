/** Sources of programs and harvests of them, as people arrange, begin and follow them. */
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  type AddHarvestSource,
  AppError,
  type HarvestSkips,
  type HarvestSkipsQuery,
  type HarvestSources,
  type HarvestSourceView,
  type Harvests as HarvestsPage,
  type HarvestsQuery,
  type HarvestView,
  type Removed,
  type UploadedFile,
} from '@mantinel/contract';
import { type Attributes, type PlaceId, placesWith, placesWithin } from '@mantinel/domain';
import {
  type HarvestRow,
  type HarvestSource,
  type HarvestSourceRow,
  noHarvestCounts,
  type Repositories,
  type Store,
} from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { type Caller, mayAt } from '../../http/caller.ts';
import { cursorOf, keyOf, pageByKey } from '../../http/page.ts';
import type { Tasks } from '../tasks/service.ts';
import { type HarvestPayload, harvestTaskName } from './harvest-task.ts';
import { harvestView, sourceState, sourceView } from './harvest-view.ts';
import { folderOf, requireFolder } from './source-folder.ts';
import { storeUpload } from './store-upload.ts';

export interface HarvestService {
  sources(page: { after?: string | undefined; limit: number }, caller: Caller): Promise<HarvestSources>;
  /** Throws `harvest.sourceNotFound`, also for one that the caller may not see. */
  placeOfSource(id: string, caller: Caller): Promise<PlaceId>;
  /** Throws `harvest.notFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): Promise<PlaceId>;
  /** Throws `harvest.sourceNotFound`. */
  source(id: string): Promise<HarvestSourceView>;
  /** Throws `harvest.folderRefused`, `harvest.sourceExists`, `place.notFound`. */
  add(source: Omit<AddHarvestSource, 'reason'>, act: Act): Promise<HarvestSourceView>;
  /** Throws `harvest.sourceNotFound`, `changedMeanwhile`. */
  change(
    id: string,
    change: Pick<HarvestSource, 'watched' | 'paused' | 'licence'> & { version: number },
    act: Act,
  ): Promise<HarvestSourceView>;
  /** Throws `harvest.sourceNotFound`, `changedMeanwhile`, `harvest.sourceHarvested`. */
  remove(id: string, version: number, act: Act): Promise<Removed>;
  /** Throws `harvest.sourceNotFound`, `harvest.sourcePaused`, `harvest.running`, `store.unavailable`. */
  begin(source: string, act: Act): Promise<HarvestView>;
  /** As above, since something changed there. */
  beginByItself(source: HarvestSourceRow): Promise<void>;
  /** The newest first. Throws `harvest.sourceNotFound`, `request.invalid`. */
  list(query: HarvestsQuery, caller: Caller): Promise<HarvestsPage>;
  /** Throws `harvest.notFound`. */
  get(id: string): Promise<HarvestView>;
  /** Throws `harvest.notFound`, `harvest.notCancellable`. */
  cancel(id: string, act: Act): Promise<HarvestView>;
  skips(id: string, query: HarvestSkipsQuery): Promise<HarvestSkips>;
  /** Throws `harvest.sourceNotFound`, `harvest.noUploads`, and what `storeUpload` throws. */
  upload(
    id: string,
    file: { readonly path: string; readonly bytes: number; readonly content: Readable },
  ): Promise<UploadedFile>;
}

export interface HarvestServiceOptions {
  readonly store: Store;
  readonly data: string;
  readonly reserveBytes: number;
  /** Named by a function: the tasks are made of what this service does. */
  readonly tasks: () => Pick<Tasks, 'begin'>;
  /** Sources are others now. */
  readonly settled: () => void;
  /** Files came to a source. */
  readonly changed: (source: string) => void;
  readonly site: string;
  readonly nowUs: () => number;
  /** Bytes of the largest file of an upload; 1 GiB unless told. */
  readonly uploadLimit?: number;
}

const gibibyte = 2 ** 30;

export function harvestService(options: HarvestServiceOptions): HarvestService {
  const { store, data, tasks, settled, site, nowUs, uploadLimit = gibibyte } = options;

  const tell = (
    tx: Repositories,
    told: { code: string; message: string; before?: Attributes; after?: Attributes },
    { place, act }: { place: PlaceId; act: Act },
  ) => tx.outbox.enqueue(auditedAt({ ...told, place, act, site, nowUs: nowUs() }));

  const begun = async (
    tx: Repositories,
    source: HarvestSourceRow,
    more: Pick<HarvestPayload, 'person' | 'byItself'>,
  ): Promise<HarvestRow> => {
    const { person } = more;
    const asked = await tx.harvests.ask({ source: source.id, person, counts: noHarvestCounts });
    const payload: HarvestPayload = { source: source.id, harvest: asked.id, ...more };
    await tasks().begin(harvestTaskName, payload, { tx });
    return asked;
  };

  const viewsOf = async (
    rows: readonly HarvestSourceRow[],
    from: Pick<Repositories, 'harvestSources' | 'harvests'> = store,
  ): Promise<HarvestSourceView[]> => {
    const ids = rows.map(({ id }) => id);
    const programs = await from.harvestSources.programs(ids);
    const latest = new Map((await from.harvests.latest(ids)).map((row) => [row.source, row]));
    return rows.map((row) =>
      sourceView(row, { programs: programs.get(row.id) ?? 0, latest: latest.get(row.id), nowUs: nowUs() }),
    );
  };

  const seenBy = (caller: Caller) => store.harvestSources.list(readable(caller));

  return {
    sources: async (page, caller) => {
      const rows = await seenBy(caller);
      const { page: shown, next } = pageByKey(rows, page, ({ location, id }) => [location, id]);
      return { sources: await viewsOf(shown), ...(next === undefined ? {} : { next }) };
    },
    placeOfSource: async (id, caller) => {
      const source = await store.harvestSources.get(id);
      if (!source || !mayAt(caller, 'program.read', source.place))
        throw new AppError('harvest.sourceNotFound');
      return source.place;
    },
    placeOf: async (id, caller) => {
      const harvest = await store.harvests.get(id);
      const source = harvest && (await store.harvestSources.get(harvest.source));
      if (!source || !mayAt(caller, 'program.read', source.place)) throw new AppError('harvest.notFound');
      return source.place;
    },
    source: async (id) => (await viewsOf([await existing(store, id)]))[0]!,
    add: async (source, act) => {
      const location =
        source.kind === 'folder' ? await requireFolder(data, source.location) : source.location;
      const added = await act.unit.commit(async (tx) => {
        const row = await tx.harvestSources.add({
          ...source,
          licence: source.licence,
          location,
          paused: false,
          // What is uploaded is harvested, also where the browser is closed meanwhile.
          watched: source.watched || source.kind === 'upload',
        });
        const told = { code: 'harvest.sourceAdded', message: 'A person added a source of programs.' };
        await tell(tx, { ...told, after: sourceState(row) }, { place: row.place, act });
        return (await viewsOf([row], tx))[0]!;
      });
      settled();
      return added;
    },
    change: async (id, change, act) => {
      const changed = await act.unit.commit(async (tx) => {
        const before = await existing(tx, id);
        const after = await tx.harvestSources.change(id, change);
        const told = { code: 'harvest.sourceChanged', message: 'A person changed a source of programs.' };
        const states = { before: sourceState(before), after: sourceState(after) };
        await tell(tx, { ...told, ...states }, { place: after.place, act });
        return (await viewsOf([after], tx))[0]!;
      });
      settled();
      return changed;
    },
    remove: async (id, version, act) => {
      const removed = await act.unit.commit(async (tx) => {
        const before = await existing(tx, id);
        await tx.harvestSources.remove(id, version);
        const told = { code: 'harvest.sourceRemoved', message: 'A person removed a source of programs.' };
        await tell(tx, { ...told, before: sourceState(before) }, { place: before.place, act });
        return { removed: id };
      });
      settled();
      // What a person has elsewhere is theirs.
      await rm(folderOf(data, { kind: 'upload', id, location: '' }), { recursive: true, force: true });
      return removed;
    },
    begin: (id, act) =>
      act.unit.commit(async (tx) => {
        const source = await existing(tx, id);
        if (source.paused)
          throw new AppError('harvest.sourcePaused', { data: { location: source.location } });
        const person = act.caller.person?.id;
        const asked = await begun(tx, source, person === undefined ? {} : { person });
        const told = { code: 'harvest.begun', message: 'A person began a harvest.' };
        const after = { source: id, location: source.location, harvest: asked.id };
        await tell(tx, { ...told, after }, { place: source.place, act });
        return harvestView(asked, nowUs());
      }),
    beginByItself: (source) =>
      store.transaction(async (tx) => {
        await begun(tx, source, { byItself: true });
      }),
    list: async ({ source, after, limit }, caller) => {
      const known = (await seenBy(caller)).filter(({ id }) => source === undefined || id === source);
      if (source !== undefined && known.length === 0) throw new AppError('harvest.sourceNotFound');
      const rows = await store.harvests.list({
        sources: known.map(({ id }) => id),
        limit: limit + 1,
        ...(after === undefined ? {} : { after: afterOf(after) }),
      });
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        harvests: shown.map((row) => harvestView(row, nowUs())),
        ...(rows.length > limit && last ? { next: cursorOf([String(last.startedUs), last.id]) } : {}),
      };
    },
    get: async (id) => harvestView(await existingHarvest(store, id), nowUs()),
    cancel: (id, act) =>
      act.unit.commit(async (tx) => {
        const before = await existingHarvest(tx, id);
        const { place, location } = await existing(tx, before.source);
        const after = await tx.harvests.cancel(id);
        const told = { code: 'harvest.cancelled', message: 'A person cancelled a harvest.' };
        await tell(tx, { ...told, after: { source: before.source, location, harvest: id } }, { place, act });
        return harvestView(after, nowUs());
      }),
    skips: async (id, { reason, after, limit }) => {
      const path = after === undefined ? undefined : keyOf(after, 1)[0];
      const rows = await store.harvests.skips(id, { reason, after: path, limit: limit + 1 });
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        reasons: await store.harvests.skipReasons(id),
        skips: shown.map((row) => ({ ...row })),
        ...(rows.length > limit && last ? { next: cursorOf([last.path]) } : {}),
      };
    },
    upload: async (id, file) => {
      const source = await existing(store, id);
      const { kind, location, paused } = source;
      if (kind !== 'upload') throw new AppError('harvest.noUploads', { data: { location } });
      if (paused) throw new AppError('harvest.sourcePaused', { data: { location } });
      const { reserveBytes } = options;
      const folder = folderOf(data, source);
      const stored = await storeUpload({ ...file, folder, limit: uploadLimit, reserveBytes });
      options.changed(id);
      return stored;
    },
  };
}

const readable = ({ plant, access }: Caller): PlaceId[] =>
  placesWith(plant, access, ['program.read']).flatMap((place) => placesWithin(plant, place));

async function existing(
  { harvestSources }: Pick<Repositories, 'harvestSources'>,
  id: string,
): Promise<HarvestSourceRow> {
  const source = await harvestSources.get(id);
  if (!source) throw new AppError('harvest.sourceNotFound');
  return source;
}

async function existingHarvest(
  { harvests }: Pick<Repositories, 'harvests'>,
  id: string,
): Promise<HarvestRow> {
  const harvest = await harvests.get(id);
  if (!harvest) throw new AppError('harvest.notFound');
  return harvest;
}

function afterOf(cursor: string): { startedUs: number; id: string } {
  const [startedUs = '', id = ''] = keyOf(cursor, 2);
  if (!/^\d{1,16}$/.test(startedUs))
    throw new AppError('request.invalid', { data: { problem: '`after` is no `next` of an earlier page' } });
  return { startedUs: Number(startedUs), id };
}
