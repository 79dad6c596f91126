/** What waits for a person's word about the shop's programs. */
import {
  Confirmed,
  ConfirmMaterials,
  ConfirmTools,
  InboxQuery,
  MaterialInbox,
  ProgramRuleParams,
  ProgramRules,
  ProgramRulesQuery,
  paths,
  ReasonQuery,
  Removed,
  ToolInbox,
} from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const listMaterials = route({
  method: 'GET',
  path: paths.materialInbox,
  permission: 'program.read',
  scope: 'reader',
  summary: 'Projects of whose material nothing tells surely, with what was read of it and where',
  tag: 'programs',
  query: InboxQuery,
  reply: MaterialInbox,
  handle: ({ programInbox }, { query, caller }) => programInbox.materials(query, caller),
});

const confirmMaterials = route({
  method: 'POST',
  path: paths.materialInbox,
  permission: 'program.edit',
  scope: 'reader',
  summary: 'Say what material projects are of, many at once; all or none',
  tag: 'programs',
  errors: ['project.notFound', 'permission.denied', 'changedMeanwhile'],
  idempotent: true,
  body: ConfirmMaterials,
  reply: Confirmed,
  handle: ({ programInbox }, { body: { reason, ...answer }, caller, unit }) =>
    programInbox.confirmMaterials(answer, { caller, why: reason, unit }),
});

const listTools = route({
  method: 'GET',
  path: paths.toolInbox,
  permission: 'program.read',
  scope: 'reader',
  summary: 'Tools of programs whose kind or diameter nothing tells surely',
  tag: 'programs',
  query: InboxQuery,
  reply: ToolInbox,
  handle: ({ programInbox }, { query, caller }) => programInbox.tools(query, caller),
});

const confirmTools = route({
  method: 'POST',
  path: paths.toolInbox,
  permission: 'program.edit',
  scope: 'reader',
  summary: 'Say what tools of programs are, many at once; all or none',
  tag: 'programs',
  errors: ['program.notFound', 'project.notFound', 'permission.denied', 'changedMeanwhile'],
  idempotent: true,
  body: ConfirmTools,
  reply: Confirmed,
  handle: ({ programInbox }, { body: { reason, ...answer }, caller, unit }) =>
    programInbox.confirmTools(answer, { caller, why: reason, unit }),
});

const listRules = route({
  method: 'GET',
  path: paths.programRules,
  permission: 'program.read',
  scope: 'reader',
  summary: 'Corrections that are remembered, by whom, and how many programs each says something of',
  tag: 'programs',
  query: ProgramRulesQuery,
  reply: ProgramRules,
  handle: ({ programRules }, { query, caller }) => programRules.list(query, caller),
});

const removeRule = route({
  method: 'DELETE',
  path: paths.programRule,
  permission: 'program.edit',
  scope: ({ params, services, caller }) => services.programRules.placeOf(params.id, caller),
  summary: 'Forget a correction: what it gave is taken back, and what was read counts again',
  tag: 'programs',
  errors: ['program.ruleNotFound'],
  idempotent: true,
  versioned: true,
  params: ProgramRuleParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ programRules }, { params, query, version, caller, unit }) =>
    programRules.remove(params.id, version, { caller, why: query.reason, unit }),
});

export const programInboxRoutes: readonly Route[] = [
  listMaterials,
  confirmMaterials,
  listTools,
  confirmTools,
  listRules,
  removeRule,
];
