/** Shared terminals in the administration. */
import {
  AddTerminal,
  ChangeTerminal,
  PairingCode,
  paths,
  ReasonQuery,
  Removed,
  TerminalParams,
  Terminals,
  TerminalView,
} from '@mantinel/contract';
import { type Route, route } from '../../../http/route.ts';

const list = route({
  method: 'GET',
  path: paths.terminals,
  permission: 'terminal.read',
  scope: 'reader',
  summary: 'Shared terminals of the places that the reader may see',
  tag: 'terminals',
  reply: Terminals,
  handle: async ({ terminals }, { caller }) => ({ terminals: await terminals.list(caller) }),
});

const add = route({
  method: 'POST',
  path: paths.terminals,
  permission: 'terminal.edit',
  scope: ({ body }) => body.place,
  summary: 'Set up a shared terminal; the browser that is given its code becomes it',
  tag: 'terminals',
  errors: ['place.notFound'],
  idempotent: 'sealed',
  requiresFresh: true,
  body: AddTerminal,
  reply: PairingCode,
  handle: ({ terminals }, { body: { reason, ...terminal }, caller, unit }) =>
    terminals.add(terminal, { caller, why: reason, unit }),
});

const get = route({
  method: 'GET',
  path: paths.terminal,
  permission: 'terminal.read',
  scope: ({ params, services, caller }) => services.terminals.placeOf(params.id, caller),
  summary: 'One shared terminal, with the ETag that a change of it needs',
  tag: 'terminals',
  errors: ['terminal.notFound'],
  versioned: true,
  params: TerminalParams,
  reply: TerminalView,
  handle: ({ terminals }, { params }) => terminals.get(params.id),
});

const change = route({
  method: 'PUT',
  path: paths.terminal,
  permission: 'terminal.edit',
  scope: ({ params, services, caller }) => services.terminals.placeOf(params.id, caller),
  summary: 'Rename a shared terminal, and say how people sign in there',
  tag: 'terminals',
  errors: ['terminal.notFound'],
  idempotent: true,
  versioned: true,
  params: TerminalParams,
  body: ChangeTerminal,
  reply: TerminalView,
  handle: ({ terminals }, { params, body: { reason, ...settings }, version, caller, unit }) =>
    terminals.change(params.id, { ...settings, version }, { caller, why: reason, unit }),
});

const newCode = route({
  method: 'POST',
  path: paths.terminalCode,
  permission: 'terminal.edit',
  scope: ({ params, services, caller }) => services.terminals.placeOf(params.id, caller),
  summary: 'Make a pairing code; an earlier one ends',
  tag: 'terminals',
  errors: ['terminal.notFound'],
  idempotent: 'sealed',
  requiresFresh: true,
  params: TerminalParams,
  query: ReasonQuery,
  reply: PairingCode,
  handle: ({ terminals }, { params, query, caller, unit }) =>
    terminals.newCode(params.id, { caller, why: query.reason, unit }),
});

const remove = route({
  method: 'DELETE',
  path: paths.terminal,
  permission: 'terminal.edit',
  scope: ({ params, services, caller }) => services.terminals.placeOf(params.id, caller),
  summary: 'Remove a shared terminal; whoever is signed in there is signed out',
  tag: 'terminals',
  errors: ['terminal.notFound'],
  idempotent: true,
  params: TerminalParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ terminals }, { params, query, caller, unit }) =>
    terminals.remove(params.id, { caller, why: query.reason, unit }),
});

export const terminalRoutes: readonly Route[] = [list, add, get, change, newCode, remove];
