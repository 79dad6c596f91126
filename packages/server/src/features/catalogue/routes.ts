/** What events mean, the shop's own words for them, and the inbox of what nobody has explained. */
import {
  AddEntry,
  ChangeEntry,
  Entries,
  EntriesQuery,
  EntryParams,
  EntryView,
  Explanations,
  ExplanationsQuery,
  Inbox,
  paths,
  ReasonQuery,
  Removed,
  ShippedEntries,
  ShippedQuery,
} from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { Caller } from '../../http/caller.ts';
import { type Route, route } from '../../http/route.ts';
import type { Services } from '../../services.ts';

const itsPlace = ({
  params,
  services,
  caller,
}: {
  params: { id: string };
  services: Services;
  caller: Caller;
}): Promise<PlaceId> => services.catalogue.placeOf(params.id, caller);

const explain = route({
  method: 'GET',
  path: paths.explanations,
  permission: 'event.read',
  scope: 'reader',
  summary: 'What event codes mean at machines, in one language',
  description:
    'Texts are ICU messages, filled in with the event: `machine` (its name), `item`, `number`, `qualifier`, and what stands in its attributes.',
  tag: 'catalogue',
  query: ExplanationsQuery,
  reply: Explanations,
  handle: ({ explanations }, { query, caller }) => explanations.ofCodes(query, caller),
});

const shipped = route({
  method: 'GET',
  path: paths.catalogueShipped,
  permission: 'catalogue.read',
  scope: 'none',
  summary: 'The explanations that come with Mantinel, with their sources',
  tag: 'catalogue',
  query: ShippedQuery,
  reply: ShippedEntries,
  handle: ({ explanations }, { query: { language } }) => explanations.shipped(language),
});

const inbox = route({
  method: 'GET',
  path: paths.catalogueInbox,
  permission: 'catalogue.read',
  scope: 'reader',
  summary: 'What controls said and nobody has explained yet',
  tag: 'catalogue',
  reply: Inbox,
  handle: ({ catalogue }, { caller }) => catalogue.inbox(caller),
});

const listEntries = route({
  method: 'GET',
  path: paths.catalogueEntries,
  permission: 'catalogue.read',
  scope: 'reader',
  summary: 'The shop’s own explanations at places that the reader may see',
  tag: 'catalogue',
  query: EntriesQuery,
  reply: Entries,
  handle: ({ catalogue }, { query, caller }) => catalogue.list(query, caller),
});

const addEntry = route({
  method: 'POST',
  path: paths.catalogueEntries,
  permission: 'catalogue.edit',
  scope: ({ body }) => body.place,
  summary: 'Explain an event code; old events are shown with it as well',
  tag: 'catalogue',
  errors: ['catalogue.exists'],
  idempotent: true,
  versioned: true,
  body: AddEntry,
  reply: EntryView,
  handle: ({ catalogue }, { body: { reason, ...entry }, caller, unit }) =>
    catalogue.add(entry, { caller, why: reason, unit }),
});

const getEntry = route({
  method: 'GET',
  path: paths.catalogueEntry,
  permission: 'catalogue.read',
  scope: itsPlace,
  summary: 'One explanation, with the ETag that a change of it needs',
  tag: 'catalogue',
  errors: ['catalogue.notFound'],
  versioned: true,
  params: EntryParams,
  reply: EntryView,
  handle: ({ catalogue }, { params }) => catalogue.get(params.id),
});

const changeEntry = route({
  method: 'PUT',
  path: paths.catalogueEntry,
  permission: 'catalogue.edit',
  scope: itsPlace,
  summary: 'Change an explanation',
  tag: 'catalogue',
  errors: ['catalogue.notFound'],
  idempotent: true,
  versioned: true,
  params: EntryParams,
  body: ChangeEntry,
  reply: EntryView,
  handle: ({ catalogue }, { params, body: { reason, ...change }, version, caller, unit }) =>
    catalogue.change(params.id, { ...change, version }, { caller, why: reason, unit }),
});

const removeEntry = route({
  method: 'DELETE',
  path: paths.catalogueEntry,
  permission: 'catalogue.edit',
  scope: itsPlace,
  summary: 'Remove an explanation; its code is shown as before it was entered',
  tag: 'catalogue',
  errors: ['catalogue.notFound'],
  idempotent: true,
  versioned: true,
  params: EntryParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ catalogue }, { params, query, version, caller, unit }) =>
    catalogue.remove(params.id, version, { caller, why: query.reason, unit }),
});

export const catalogueRoutes: readonly Route[] = [
  explain,
  shipped,
  inbox,
  listEntries,
  addEntry,
  getEntry,
  changeEntry,
  removeEntry,
];
