/** Notes of people. */
import {
  AddAnnotation,
  AnnotationParams,
  Annotations,
  AnnotationsQuery,
  AnnotationView,
  ChangeAnnotation,
  paths,
  ReasonQuery,
  Removed,
} from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { Caller } from '../../http/caller.ts';
import { type Route, route } from '../../http/route.ts';
import type { Services } from '../../services.ts';

interface One {
  readonly params: { id: string };
  readonly services: Services;
  readonly caller: Caller;
}
const itsPlace = ({ params, services, caller }: One): Promise<PlaceId> =>
  services.annotations.placeOf(params.id, caller);

const listAnnotations = route({
  method: 'GET',
  path: paths.annotations,
  permission: 'event.read',
  scope: 'reader',
  summary: 'Notes of people on what the reader may see, newest first',
  tag: 'events',
  query: AnnotationsQuery,
  reply: Annotations,
  handle: ({ annotations }, { query, scope }) => annotations.list(query, scope),
});

const addAnnotation = route({
  method: 'POST',
  path: paths.annotations,
  permission: 'annotation.write',
  scope: ({ body, services, caller }) => services.annotations.placeOfNew(body, caller),
  summary: 'Pin a note to an event, or to a time on a machine or a site',
  tag: 'events',
  errors: ['event.notFound', 'place.misplaced'],
  idempotent: true,
  versioned: true,
  body: AddAnnotation,
  reply: AnnotationView,
  handle: ({ annotations }, { body, caller, unit }) =>
    annotations.add(body, { caller, why: undefined, unit }),
});

const getAnnotation = route({
  method: 'GET',
  path: paths.annotation,
  permission: 'event.read',
  scope: itsPlace,
  summary: 'One note, with the ETag that a change of it needs',
  tag: 'events',
  errors: ['annotation.notFound'],
  versioned: true,
  params: AnnotationParams,
  reply: AnnotationView,
  handle: ({ annotations }, { params }) => annotations.get(params.id),
});

const changeAnnotation = route({
  method: 'PATCH',
  path: paths.annotation,
  permission: 'annotation.write',
  scope: itsPlace,
  summary: 'Change the words of a note, as its author',
  tag: 'events',
  errors: ['annotation.notFound', 'annotation.notYours'],
  idempotent: true,
  versioned: true,
  params: AnnotationParams,
  body: ChangeAnnotation,
  reply: AnnotationView,
  handle: ({ annotations }, { params, body: { text, reason }, version, caller, unit }) =>
    annotations.change(params.id, { version, text }, { caller, why: reason, unit }),
});

const removeAnnotation = route({
  method: 'DELETE',
  path: paths.annotation,
  permission: 'annotation.write',
  scope: itsPlace,
  summary: 'Remove a note: as its author, or with the permission annotation.remove',
  tag: 'events',
  errors: ['annotation.notFound', 'annotation.notYours'],
  idempotent: true,
  versioned: true,
  params: AnnotationParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ annotations }, { params, query, version, caller, unit }) =>
    annotations.remove(params.id, version, { caller, why: query.reason, unit }),
});

export const annotationRoutes: readonly Route[] = [
  listAnnotations,
  addAnnotation,
  getAnnotation,
  changeAnnotation,
  removeAnnotation,
];
