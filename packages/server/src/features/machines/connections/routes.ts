/** A machine's connection: looked at, changed, tried and removed. */
import {
  ChangeConnection,
  ConnectionView,
  ConnectMachine,
  MachineParams,
  paths,
  ReasonQuery,
  Removed,
  TestedConnection,
} from '@mantinel/contract';
import { placeId } from '@mantinel/domain';
import { type Route, route } from '../../../http/route.ts';

const getConnection = route({
  method: 'GET',
  path: paths.machineConnection,
  permission: 'machine.edit',
  scope: ({ params }) => placeId('machine', params.id),
  summary: 'How a machine is connected, with the ETag that a change of it needs',
  tag: 'machines',
  versioned: true,
  params: MachineParams,
  reply: ConnectionView,
  handle: ({ connections }, { params }) => connections.get(params.id),
});

const changeConnection = route({
  method: 'PUT',
  path: paths.machineConnection,
  permission: 'machine.edit',
  scope: ({ params }) => placeId('machine', params.id),
  summary: 'Change how a machine is connected, pause or resume it; it applies at once',
  tag: 'machines',
  errors: [
    'machine.ofDemo',
    'configuration.noFile',
    'configuration.broken',
    'configuration.refused',
    'configuration.notWritten',
    'deviceModel.unreadable',
    'deviceModel.invalid',
    'deviceModel.chooseDevice',
  ],
  idempotent: true,
  versioned: true,
  params: MachineParams,
  body: ChangeConnection,
  reply: ConnectionView,
  handle: ({ connections }, { params, body: { connection, reason }, version, caller, unit }) =>
    connections.change(params.id, { connection, version }, { caller, why: reason, unit }),
});

const removeMachine = route({
  method: 'DELETE',
  path: paths.machine,
  permission: 'machine.edit',
  scope: ({ params }) => placeId('machine', params.id),
  summary: 'Record a machine no longer; what was recorded stays',
  tag: 'machines',
  errors: [
    'machine.ofDemo',
    'configuration.noFile',
    'configuration.broken',
    'configuration.refused',
    'configuration.notWritten',
  ],
  idempotent: true,
  versioned: true,
  params: MachineParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ connections }, { params, query, version, caller, unit }) =>
    connections.remove(params.id, version, { caller, why: query.reason, unit }),
});

const testConnection = route({
  method: 'POST',
  path: paths.machineTest,
  permission: 'machine.connect',
  scope: ({ services }) => services.plantView.site,
  summary: 'Listen to a machine for a few seconds, without recording it',
  tag: 'machines',
  errors: ['deviceModel.unreadable', 'deviceModel.invalid', 'deviceModel.chooseDevice'],
  body: ConnectMachine,
  reply: TestedConnection,
  handle: ({ connections }, { body, signal }) => connections.test(body, signal),
});

export const connectionRoutes: readonly Route[] = [
  getConnection,
  changeConnection,
  removeMachine,
  testConnection,
];
