/** Notes of people. Its words stand in PostgreSQL alone; the audit trail tells that there was a note, and where. */
import {
  type AddAnnotation,
  type Annotations as AnnotationsPage,
  type AnnotationsQuery,
  type AnnotationView,
  AppError,
} from '@mantinel/contract';
import { type PlaceId, placeId, shortId, siteOf } from '@mantinel/domain';
import { type Scope, scopeTest } from '@mantinel/logbook';
import type { AnnotationRow, Pinned, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { type Caller, mayAt } from '../../http/caller.ts';
import { cursorOf, keyOf } from '../../http/page.ts';
import { scopeOf } from '../../http/reader-scope.ts';
import type { EventsService } from '../events/service.ts';

const added = { code: 'annotation.added', message: 'A person pinned a note.' };
const changed = { code: 'annotation.changed', message: 'A person changed a note.' };
const removed = { code: 'annotation.removed', message: 'A person removed a note.' };

export interface AnnotationsService {
  list(query: AnnotationsQuery, scope: Scope): Promise<AnnotationsPage>;
  /** Where a new one is about to be pinned. Throws `event.notFound`, also for one that the caller may not see. */
  placeOfNew(note: AddAnnotation, caller: Caller): Promise<PlaceId>;
  /** Throws `annotation.notFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): Promise<PlaceId>;
  /** Throws `annotation.notFound`. */
  get(id: string): Promise<AnnotationView>;
  /** Throws `event.notFound`, `place.notFound`, `place.misplaced`. */
  add(note: AddAnnotation, act: Act): Promise<AnnotationView>;
  /** By its author alone: nobody puts words into another's mouth. Throws `annotation.notFound`, `annotation.notYours`, `changedMeanwhile`. */
  change(id: string, change: { version: number; text: string }, act: Act): Promise<AnnotationView>;
  /** By its author, or with `annotation.remove`. Throws as `change` does. */
  remove(id: string, version: number, act: Act): Promise<{ removed: string }>;
}

interface Options {
  readonly store: Pick<Store, 'annotations'>;
  readonly events: Pick<EventsService, 'get'>;
  /** This node's site. */
  readonly site: string;
  readonly nowUs: () => number;
}

export function annotationsService({ store, events, site, nowUs }: Options): AnnotationsService {
  const pinned = async ({ event, place, timeUs }: AddAnnotation, caller: Caller): Promise<Pinned> => {
    if (event === undefined) return pinnedAt(place!, timeUs!, caller);
    const found = await events.get(event, scopeOf(caller, 'event.read'));
    const { id, machine, receivedUs } = found;
    return {
      site: found.site,
      ...(machine === undefined ? {} : { machine }),
      event: id,
      timeUs: found.timeUs,
      receivedUs,
    };
  };
  const told = (said: { code: string; message: string }, note: AnnotationRow, act: Act) =>
    auditedAt({
      ...said,
      place: placeOfPinned(note, act.caller),
      after: {
        id: note.id,
        timeUs: note.timeUs,
        ...(note.event === undefined ? {} : { event: note.event }),
      },
      act,
      site,
      nowUs: nowUs(),
    });

  return {
    list: async ({ after, limit, ...query }, scope) => {
      const rows = await store.annotations.list({
        ...query,
        machines: query.machine,
        within: [scope, ...(scope.or ?? [])],
        ...(after === undefined ? {} : { after: keyAfter(after) }),
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const at = query.order === 'received' ? last?.receivedUs : last?.timeUs;
      return {
        annotations: page.map(viewOf),
        ...(rows.length > limit && last ? { next: cursorOf([String(at), last.id]) } : {}),
      };
    },
    placeOfNew: async (note, caller) => note.place ?? placeOfPinned(await pinned(note, caller), caller),
    placeOf: async (id, caller) => {
      const note = await store.annotations.get(id);
      const seen = scopeTest(scopeOf(caller, 'event.read'));
      if (!note || !seen({ ...note, kind: 'message' })) throw new AppError('annotation.notFound');
      return placeOfPinned(note, caller);
    },
    get: async (id) => viewOf(await existing(store, id)),
    add: async (given, act) => {
      const { text } = given;
      const where = await pinned(given, act.caller);
      const author = act.caller.person!.id;
      return act.unit.commit(async (tx) => {
        const note = await tx.annotations.add({ ...where, text, author });
        await tx.outbox.enqueue(told(added, note, act));
        return viewOf(note);
      });
    },
    change: (id, change, act) =>
      act.unit.commit(async (tx) => {
        const before = await existing(tx, id);
        if (!isOwn(before, act.caller)) throw new AppError('annotation.notYours');
        const after = await tx.annotations.change(id, change);
        await tx.outbox.enqueue(told(changed, after, act));
        return viewOf(after);
      }),
    remove: (id, version, act) =>
      act.unit.commit(async (tx) => {
        const note = await existing(tx, id);
        const { caller } = act;
        if (!isOwn(note, caller) && !mayAt(caller, 'annotation.remove', placeOfPinned(note, caller)))
          throw new AppError('annotation.notYours');
        await tx.annotations.remove(id, version);
        await tx.outbox.enqueue(told(removed, note, act));
        return { removed: id };
      }),
  };
}

async function existing(tx: Pick<Store, 'annotations'>, id: string): Promise<AnnotationRow> {
  const note = await tx.annotations.get(id);
  if (!note) throw new AppError('annotation.notFound');
  return note;
}

const isOwn = ({ author }: AnnotationRow, { person }: Caller): boolean =>
  author !== undefined && author.id === person?.id;

/** A time on a machine, or on a site where it is about none. */
function pinnedAt(place: PlaceId, timeUs: number, { plant }: Caller): Pinned {
  const within = siteOf(plant, place);
  if (within === undefined) throw new AppError('place.notFound', { data: { place } });
  const isMachine = place.startsWith('machine:');
  if (!isMachine && place !== within)
    throw new AppError('place.misplaced', { data: { problem: 'a note is pinned to a machine or a site' } });
  return {
    site: shortId(within),
    ...(isMachine ? { machine: shortId(place) } : {}),
    timeUs,
    receivedUs: timeUs,
  };
}

/** The machine while it stands on the site of the note; what happened elsewhere is that site's. */
function placeOfPinned({ site, machine }: Pick<Pinned, 'site' | 'machine'>, { plant }: Caller): PlaceId {
  const there = placeId('site', site);
  if (machine === undefined) return there;
  const place = placeId('machine', machine);
  return siteOf(plant, place) === there ? place : there;
}

function keyAfter(cursor: string): { atUs: number; id: string } {
  const [at, id] = keyOf(cursor, 2) as [string, string];
  if (!/^-?\d{1,16}$/.test(at))
    throw new AppError('request.invalid', { data: { problem: '`after` is no `next` of an earlier page' } });
  return { atUs: Number(at), id };
}

const viewOf = (note: AnnotationRow): AnnotationView => note;
