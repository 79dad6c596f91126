/** Machines: what they do, what they can tell, and how one is connected. */
import {
  ConnectMachine,
  MachineItems,
  Machines,
  MachineView,
  paths,
  ReplayRecordingQuery,
  UploadDeviceModelQuery,
  UploadedDeviceModel,
} from '@mantinel/contract';
import { placeId } from '@mantinel/domain';
import { z } from 'zod';
import { type Route, route } from '../../http/route.ts';
import { connectionRoutes } from './connections/routes.ts';

const listMachines = route({
  method: 'GET',
  path: paths.machines,
  permission: 'machine.read',
  scope: 'reader',
  summary: 'Every machine and what it is doing',
  tag: 'machines',
  reply: Machines,
  handle: ({ machines }, { scope }) => ({ machines: machines.views(scope) }),
});

const machineItems = route({
  method: 'GET',
  path: paths.machineItems,
  permission: 'machine.read',
  scope: ({ params }) => placeId('machine', params.id),
  summary: 'Component and unit of each data item of a machine',
  tag: 'machines',
  params: z.object({ id: z.string().max(63) }),
  reply: MachineItems,
  handle: async ({ deviceModels }, { params }) => {
    const model = await deviceModels.of(params.id);
    return { items: (model?.items ?? []).map(({ id, name: _name, ...item }) => ({ path: id, ...item })) };
  },
});

const connectMachine = route({
  method: 'POST',
  path: paths.machines,
  permission: 'machine.connect',
  scope: ({ services }) => services.plantView.site,
  summary: 'Connect a machine and keep it in mantinel.yaml',
  tag: 'machines',
  errors: [
    'machine.exists',
    'config.invalid',
    'deviceModel.unreadable',
    'deviceModel.invalid',
    'deviceModel.chooseDevice',
    'logbook.full',
    'logbook.writeFailed',
    'logbook.closed',
  ],
  idempotent: true,
  body: ConnectMachine,
  reply: MachineView,
  handle: ({ machines }, { body, caller, unit }) =>
    machines.connect(body, { person: caller.person?.id, unit }),
});

const replayRecording = route({
  method: 'POST',
  path: paths.recordings,
  permission: 'recording.replay',
  scope: ({ services }) => services.plantView.site,
  summary: 'Upload a recording (SHDR text) and replay it as a machine',
  description: 'The body is the file itself. With an Idempotency-Key the query is compared, not the file.',
  tag: 'machines',
  idempotent: true,
  errors: [
    'machine.exists',
    'config.invalid',
    'recording.invalid',
    'recording.notStored',
    'deviceModel.notFound',
    'deviceModel.invalid',
    'deviceModel.chooseDevice',
    'logbook.full',
    'logbook.writeFailed',
    'logbook.closed',
  ],
  query: ReplayRecordingQuery,
  body: 'text',
  reply: MachineView,
  handle: ({ recordings }, { query, body, caller, unit }) =>
    recordings.replay(query, body, { person: caller.person?.id, unit }),
});

const uploadDeviceModel = route({
  method: 'POST',
  path: paths.deviceModels,
  permission: 'recording.replay',
  scope: ({ services }) => services.plantView.site,
  summary: 'Upload a device model (Devices.xml), for recordings replayed afterwards',
  description: 'The body is the file itself. The same content has the same id, however often it is sent.',
  tag: 'machines',
  idempotent: true,
  errors: ['deviceModel.invalid', 'deviceModel.notStored'],
  query: UploadDeviceModelQuery,
  body: 'xml',
  reply: UploadedDeviceModel,
  handle: ({ uploadedModels }, { query, body }) => uploadedModels.keep(query.file, body),
});

export const machineRoutes: readonly Route[] = [
  listMachines,
  machineItems,
  connectMachine,
  replayRecording,
  uploadDeviceModel,
  ...connectionRoutes,
];
