/** Saved views. */
import { paths, Removed, SavedViewParams, SavedViews, SavedViewView, SaveView } from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const listViews = route({
  method: 'GET',
  path: paths.savedViews,
  permission: 'signedIn',
  scope: 'none',
  summary: "The caller's own views of the log, and those shared where they read events",
  tag: 'events',
  reply: SavedViews,
  handle: ({ savedViews }, { caller }) => savedViews.list(caller),
});

const addView = route({
  method: 'POST',
  path: paths.savedViews,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Keep a view of the log by a name',
  description: 'Sharing it at a place needs `view.share` there.',
  tag: 'events',
  errors: ['permission.denied', 'place.notFound', 'machine.notFound', 'savedView.tooMany'],
  idempotent: true,
  versioned: true,
  body: SaveView,
  reply: SavedViewView,
  handle: ({ savedViews }, { body, caller, unit }) => savedViews.add(body, { caller, unit }),
});

const getView = route({
  method: 'GET',
  path: paths.savedView,
  permission: 'signedIn',
  scope: 'none',
  summary: 'One saved view, with the ETag that a change of it needs',
  tag: 'events',
  errors: ['savedView.notFound'],
  versioned: true,
  params: SavedViewParams,
  reply: SavedViewView,
  handle: ({ savedViews }, { params, caller }) => savedViews.get(params.id, caller),
});

const changeView = route({
  method: 'PUT',
  path: paths.savedView,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Change a saved view, or with whom it is shared',
  tag: 'events',
  errors: ['savedView.notFound', 'permission.denied', 'place.notFound', 'machine.notFound'],
  idempotent: true,
  versioned: true,
  params: SavedViewParams,
  body: SaveView,
  reply: SavedViewView,
  handle: ({ savedViews }, { params, body, version, caller, unit }) =>
    savedViews.change(params.id, { ...body, version }, { caller, unit }),
});

const removeView = route({
  method: 'DELETE',
  path: paths.savedView,
  permission: 'signedIn',
  scope: 'none',
  summary: 'Remove a saved view; its address still opens',
  tag: 'events',
  errors: ['savedView.notFound', 'permission.denied'],
  idempotent: true,
  versioned: true,
  params: SavedViewParams,
  reply: Removed,
  handle: ({ savedViews }, { params, version, caller, unit }) =>
    savedViews.remove(params.id, version, { caller, unit }),
});

export const savedViewRoutes: readonly Route[] = [listViews, addView, getView, changeView, removeView];
