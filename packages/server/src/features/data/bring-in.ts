/** Brings one record in through the service of its kind: its checks, its rights, its audit trail. */
import { isDeepStrictEqual } from 'node:util';
import { AppError, type DataKind, type DataRecord, type Permission } from '@mantinel/contract';
import {
  canonicalCode,
  type Place,
  type PlaceId,
  placeId,
  plantTree,
  shortId,
  siteOf,
} from '@mantinel/domain';
import type { Repositories } from '@mantinel/store';
import type { Act } from '../../audited-at.ts';
import { type Caller, requirePermissionAt } from '../../http/caller.ts';
import type { CatalogueService } from '../catalogue/service.ts';
import type { MachineBatch } from '../machines/connections/machine-batch.ts';
import type { GrantsService } from '../people/grants.ts';
import type { PeopleService } from '../people/service.ts';
import type { Calendars } from '../plant/calendars.ts';
import type { PlantService } from '../plant/service.ts';
import type { JobsService } from '../production/jobs.ts';
import type { PartsService } from '../production/parts.ts';
import type { WebhooksService } from '../webhooks/service.ts';
import {
  type Collected,
  calendarRecord,
  catalogueRecord,
  jobRecord,
  partRecord,
  personRecord,
  placeRecord,
  webhookRecord,
} from './collect.ts';

export interface DataServices {
  readonly plant: PlantService;
  readonly calendars: Calendars;
  readonly people: PeopleService;
  readonly grants: GrantsService;
  readonly parts: PartsService;
  readonly jobs: JobsService;
  readonly webhooks: WebhooksService;
  readonly catalogue: Pick<CatalogueService, 'add' | 'change'>;
}

export interface Brought {
  readonly verdict: 'added' | 'changed' | 'same';
  readonly changes?: readonly string[];
}

export type BringIn = (kind: DataKind, record: never) => Promise<Brought>;

const same: Brought = { verdict: 'same' };
const added: Brought = { verdict: 'added' };
const changed = (before: object, after: object): Brought => ({
  verdict: 'changed',
  changes: Object.keys({ ...before, ...after }).filter(
    (name) => !isDeepStrictEqual(Reflect.get(before, name), Reflect.get(after, name)),
  ),
});
const equal = (one: object, other: object) =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));

interface BringInOptions {
  readonly services: DataServices;
  readonly known: Collected;
  readonly machines: MachineBatch;
  /** This node's site. */
  readonly site: PlaceId;
  readonly places: readonly Place[];
  readonly tx: Repositories;
  readonly act: Act;
}

/** What was brought in is known to what follows. */
export function bringIn({
  services,
  known,
  machines,
  site,
  places: allPlaces,
  tx,
  act,
}: BringInOptions): BringIn {
  const places = new Map(allPlaces.map((place) => [place.id, place]));
  let caller: Caller = { ...act.caller, plant: plantTree(allPlaces) };
  const inner = (): Act => ({
    caller,
    why: act.why,
    unit: { id: act.unit.id, resumed: false, commit: (work) => work(tx) },
  });
  const needs = (permission: Permission, ...where: readonly PlaceId[]) => {
    for (const place of where) {
      requirePermissionAt(caller, 'data.import', place);
      requirePermissionAt(caller, permission, place);
    }
  };
  const stands = (place: Place) => {
    places.set(place.id, place);
    caller = { ...caller, plant: plantTree([...places.values()]) };
  };
  const lower = (name: string) => name.toLowerCase();
  const versions = new Map(known.places.map((place) => [place.id, place]));
  const connections = new Map(known.machines.map((machine) => [machine.id, machine]));
  const calendars = new Map(known.calendars.map((row) => [row.place, row]));
  const people = new Map(known.people.map((person) => [lower(person.name), person]));
  const grants = new Set(known.grants.map(({ person, role, place }) => `${person} ${role} ${place}`));
  const numbered = ({ place, number }: { place: PlaceId; number: string }) => `${place} ${number}`;
  const parts = new Map(known.parts.map((part) => [numbered(part), part]));
  const partsById = new Map(known.parts.map((part) => [part.id, part]));
  const explained = ({ place, model, code }: DataRecord<'catalogue'>) =>
    `${place} ${model.toLowerCase()} ${canonicalCode(code)}`;
  const catalogue = new Map(known.catalogue.map((entry) => [explained(catalogueRecord(entry)), entry]));
  const jobs = new Map(known.jobs.map((job) => [numbered(job), job]));

  const kinds: { [Kind in DataKind]: (record: DataRecord<Kind>) => Promise<Brought> } = {
    places: async (record) => {
      const before = versions.get(record.id);
      if (before && equal(placeRecord(before), record)) return same;
      const { id, name, parent } = record;
      if (!before) {
        if (parent === undefined)
          throw new AppError('place.misplaced', { data: { problem: `${id} lies nowhere` } });
        needs('place.edit', parent);
        await services.plant.add({ id, name, parent }, inner());
        stands({ id, name, parent });
        return added;
      }
      if (parent === undefined && before.parent !== undefined)
        throw new AppError('place.misplaced', { data: { problem: `${id} lies nowhere` } });
      needs('place.edit', id, ...(parent === undefined ? [] : [parent]));
      const moves = parent !== undefined && parent !== before.parent ? { parent } : {};
      await services.plant.change(id, { version: before.version, name, ...moves }, inner());
      stands({ id, name, ...(parent === undefined ? {} : { parent }) });
      return changed(placeRecord(before), record);
    },
    machines: async (record) => {
      const before = connections.get(record.id);
      if (before && equal(before, record)) return same;
      const place = placeId('machine', record.id);
      const stood = places.has(place);
      // One that has no place yet stands directly on the site of the node that records it.
      if (!stood) stands({ id: place, name: record.name ?? record.id, parent: site });
      needs(before ? 'machine.edit' : 'machine.connect', place);
      if (siteOf(caller.plant, place) !== site)
        throw new AppError('place.otherSite', { data: { machine: record.id, site: shortId(site) } });
      if (!stood) await tx.places.add({ id: place, name: record.name ?? record.id, parent: site });
      await machines.take(record, { known: before !== undefined, tx, act: inner() });
      return before ? changed(before, record) : added;
    },
    calendars: async (record) => {
      const before = calendars.get(record.place);
      if (before && equal(calendarRecord(before), record)) return same;
      needs('calendar.edit', record.place);
      await services.calendars.set({ ...record, version: before?.version ?? 0 }, inner());
      return before ? changed(calendarRecord(before).calendar, record.calendar) : added;
    },
    people: async (record) => {
      const before = people.get(lower(record.name));
      const { name, place, disabled } = record;
      if (before && equal(personRecord(before), record)) return same;
      needs('person.edit', place, ...(before ? [before.place] : []));
      if (before) {
        const change = { version: before.version, name, place, disabled };
        await services.people.change(before.id, change, inner());
        return changed(personRecord(before), record);
      }
      const { id, version } = await services.people.create({ name, place }, inner());
      if (disabled) await services.people.change(id, { version, disabled: true }, inner());
      people.set(lower(name), { id, name, place, createdUs: 0, version, changedUs: 0 });
      return added;
    },
    grants: async ({ person: name, role, place }) => {
      const person = people.get(lower(name));
      if (!person) throw new AppError('person.notFound');
      const key = `${person.id} ${role} ${place}`;
      if (grants.has(key)) return same;
      needs('grant.edit', place);
      await services.grants.give({ person: person.id, role, place }, inner());
      grants.add(key);
      return added;
    },
    parts: async (record) => {
      const before = parts.get(numbered(record));
      if (before && equal(partRecord(before), record)) return same;
      needs('job.edit', record.place);
      if (before) {
        await services.parts.change(before.id, { version: before.version, name: record.name }, inner());
        return changed(partRecord(before), record);
      }
      const part = { ...(await services.parts.add(record, inner())), changedUs: 0 };
      parts.set(numbered(part), part);
      partsById.set(part.id, part);
      return added;
    },
    jobs: async (record) => {
      const before = jobs.get(numbered(record));
      const old = before && partsById.get(before.part);
      const beforeRecord = before && old ? jobRecord(before, old) : undefined;
      if (beforeRecord && equal(beforeRecord, record)) return same;
      needs('job.edit', record.place);
      const part = parts.get(numbered({ place: record.partPlace, number: record.part }));
      if (!part) throw new AppError('part.notFound');
      const { number, place, quantity, dueUs, operations } = record;
      const plan = {
        part: part.id,
        quantity,
        operations: operations as never,
        ...(dueUs === undefined ? {} : { dueUs }),
      };
      if (!before) {
        await services.jobs.add({ number, place, ...plan }, inner());
        return added;
      }
      await services.jobs.change(before.id, { ...plan, version: before.version }, inner());
      return changed(beforeRecord ?? {}, record);
    },
    webhooks: async (record) => {
      const those = known.webhooks.filter(
        ({ place, name }) => place === record.place && name === record.name,
      );
      if (those.some((webhook) => equal(webhookRecord(webhook), record))) return same;
      needs('webhook.edit', record.place);
      const [before, ...others] = those;
      if (others.length > 0)
        throw new AppError('data.ambiguous', { data: { name: record.name, place: record.place } });
      const { place, paused, ...fields } = record;
      if (before) {
        await services.webhooks.change(before.id, { ...fields, paused, version: before.version }, inner());
        return changed(webhookRecord(before), record);
      }
      const { id, version } = await services.webhooks.add({ place, ...fields }, inner());
      if (paused) await services.webhooks.change(id, { ...fields, paused, version }, inner());
      return added;
    },
    catalogue: async (given) => {
      const record = { ...given, code: canonicalCode(given.code) };
      const before = catalogue.get(explained(record));
      if (before && equal({ ...catalogueRecord(before), model: record.model }, record)) return same;
      needs('catalogue.edit', record.place);
      if (!before) {
        await services.catalogue.add(record, inner());
        return added;
      }
      const { place: _place, model: _model, code: _code, ...words } = record;
      await services.catalogue.change(before.id, { ...words, version: before.version }, inner());
      return changed(catalogueRecord(before), record);
    },
  };
  return (kind, record) => kinds[kind](record);
}
