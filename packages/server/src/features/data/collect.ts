/** What people entered, as far as somebody may see it, by the names that a file uses. */
import type { config, DataKind, DataRecord, Permission } from '@mantinel/contract';
import { type PlaceId, placeId, placesWith, placesWithin } from '@mantinel/domain';
import type {
  CatalogueEntryRow,
  JobRow,
  PartRow,
  Person,
  PlaceRow,
  RoleGrantRow,
  ShiftCalendarRow,
  Store,
  WebhookRow,
} from '@mantinel/store';
import type { Caller } from '../../http/caller.ts';

export type DataStore = Pick<
  Store,
  'places' | 'shiftCalendars' | 'people' | 'roleGrants' | 'parts' | 'jobs' | 'webhooks' | 'catalogueEntries'
>;

export interface Collected {
  readonly places: readonly PlaceRow[];
  readonly machines: readonly config.Machine[];
  readonly calendars: readonly ShiftCalendarRow[];
  readonly people: readonly Person[];
  readonly grants: readonly RoleGrantRow[];
  readonly parts: readonly PartRow[];
  readonly jobs: readonly JobRow[];
  readonly webhooks: readonly WebhookRow[];
  readonly catalogue: readonly CatalogueEntryRow[];
}

const page = 500;

/** With `also`, only where that is held as well. */
export async function collect(
  { store, machines }: { readonly store: DataStore; readonly machines: readonly config.Machine[] },
  { plant, access }: Caller,
  also?: Permission,
): Promise<Collected> {
  const where = (permission: Permission) =>
    new Set(placesWith(plant, access, [permission]).flatMap((place) => placesWithin(plant, place)));
  const further = also === undefined ? undefined : where(also);
  const seen = (permission: Permission): PlaceId[] =>
    [...where(permission)].filter((place) => further?.has(place) ?? true);
  const at = <T extends { readonly place: PlaceId }>(rows: readonly T[], permission: Permission) => {
    const places = new Set(seen(permission));
    return rows.filter(({ place }) => places.has(place));
  };
  const places = new Set(seen('place.read'));
  // How one is connected is shown to whoever may change it.
  const connections = new Set(seen('machine.edit'));
  return {
    places: (await store.places.list()).filter(({ id }) => places.has(id)),
    machines: machines.filter(({ id }) => connections.has(placeId('machine', id))),
    calendars: at(await store.shiftCalendars.list(), 'calendar.read'),
    people: await all((last) =>
      store.people.list({
        places: seen('person.read'),
        limit: page,
        ...(last ? { after: last.name } : {}),
      }),
    ),
    grants: at(await store.roleGrants.list(), 'grant.read'),
    parts: await all((after) =>
      store.parts.list({ places: seen('job.read'), limit: page, ...(after ? { after } : {}) }),
    ),
    jobs: await all((after) =>
      store.jobs.list({ places: seen('job.read'), limit: page, ...(after ? { after } : {}) }),
    ),
    webhooks: await all((last) =>
      store.webhooks.list({
        places: seen('webhook.read'),
        limit: page,
        ...(last ? { after: last.id } : {}),
      }),
    ),
    catalogue: await all((after) =>
      store.catalogueEntries.list({
        places: seen('catalogue.read'),
        limit: page,
        ...(after ? { after } : {}),
      }),
    ),
  };
}

async function all<T>(next: (last: T | undefined) => Promise<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for (;;) {
    const more = await next(rows.at(-1));
    rows.push(...more);
    if (more.length < page) return rows;
  }
}

type Records = { readonly [Kind in DataKind]: DataRecord<Kind>[] };

/** In an order that depends on nothing but the content: two exports of the same are the same file. */
export function recordsOfCollected(collected: Collected): Records {
  const names = new Map(collected.people.map(({ id, name }) => [id, name]));
  const numbers = new Map(collected.parts.map((part) => [part.id, part]));
  const sorted = <T>(records: T[]): T[] =>
    records
      .map((record) => ({ record, text: JSON.stringify(record) }))
      .sort((one, other) => (one.text < other.text ? -1 : 1))
      .map(({ record }) => record);
  return {
    places: sorted(collected.places.map(placeRecord)),
    machines: sorted([...collected.machines]),
    calendars: sorted(collected.calendars.map(calendarRecord)),
    people: sorted(collected.people.map(personRecord)),
    // Of somebody who is not seen no name is known.
    grants: sorted(
      collected.grants.flatMap(({ person, role, place }) => {
        const name = names.get(person);
        return name === undefined ? [] : [{ person: name, role, place }];
      }),
    ),
    parts: sorted(collected.parts.map(partRecord)),
    jobs: sorted(
      collected.jobs.flatMap((job) => {
        const part = numbers.get(job.part);
        return part ? [jobRecord(job, part)] : [];
      }),
    ),
    webhooks: sorted(collected.webhooks.map(webhookRecord)),
    catalogue: sorted(collected.catalogue.map(catalogueRecord)),
  };
}

export const placeRecord = ({ id, name, parent }: PlaceRow): DataRecord<'places'> => ({
  id,
  name,
  ...(parent === undefined ? {} : { parent }),
});
export const calendarRecord = ({ place, calendar }: ShiftCalendarRow): DataRecord<'calendars'> => ({
  place,
  calendar: structuredClone(calendar) as DataRecord<'calendars'>['calendar'],
});
export const personRecord = ({ name, place, disabledUs }: Person): DataRecord<'people'> => ({
  name,
  place,
  disabled: disabledUs !== undefined,
});
export const partRecord = ({ number, name, place }: PartRow): DataRecord<'parts'> => ({
  number,
  name,
  place,
});
export const jobRecord = (
  { number, place, quantity, dueUs, operations }: JobRow,
  part: Pick<PartRow, 'number' | 'place'>,
): DataRecord<'jobs'> => ({
  number,
  place,
  part: part.number,
  partPlace: part.place,
  quantity,
  ...(dueUs === undefined ? {} : { dueUs }),
  operations: operations.map((operation) => ({ ...operation })),
});
export const webhookRecord = ({
  name,
  place,
  url,
  level,
  codes,
  paused,
}: WebhookRow): DataRecord<'webhooks'> => ({ name, place, url, level, codes: [...codes], paused });

export const catalogueRecord = ({
  id: _id,
  version: _version,
  changedUs: _changedUs,
  texts,
  ...entry
}: CatalogueEntryRow): DataRecord<'catalogue'> => ({
  ...entry,
  texts: structuredClone(texts) as DataRecord<'catalogue'>['texts'],
});
