/** Machines as screens see them. */
import { z } from 'zod';
import { Machine as MachineConfig, machineBase } from './config.ts';
import { TimeUs } from './event.ts';

export const MachineView = z.object({
  id: z.string(),
  name: z.string(),
  site: z.string(),
  connector: z.enum(['shdr', 'mtconnect', 'replay']),
  demo: z.boolean(),
  timeZone: z.string(),
  activity: z.enum(['fault', 'warning', 'stopped', 'running', 'idle', 'unknown', 'offline']),
  connected: z.boolean(),
  paused: z.boolean().optional().describe('A person paused its recording'),
  removed: z.boolean().optional().describe('On the stream alone: it is no longer recorded here'),
  connectionProblem: z.string().optional().describe('Why it is not connected, in plain words'),
  sinceUs: TimeUs.optional().describe(
    'Since when it does so, by the clock of the machine; absent where it did not tell',
  ),
  receivedUs: TimeUs.optional().describe('When this node last heard anything of it'),
  execution: z.string().optional(),
  controllerMode: z.string().optional(),
  program: z.string().optional(),
  conditions: z.array(
    z.object({
      path: z.string(),
      code: z.string(),
      level: z.enum(['warning', 'fault']),
      message: z.string(),
      sinceUs: TimeUs,
    }),
  ),
});
export type MachineView = z.infer<typeof MachineView>;

export const Machines = z.object({ machines: z.array(MachineView) });

/** Component and unit of each data item, so that screens can name a path. */
export const MachineItems = z.object({
  items: z.array(
    z.object({
      path: z.string(),
      category: z.enum(['SAMPLE', 'EVENT', 'CONDITION']),
      type: z.string(),
      subType: z.string().optional(),
      units: z.string().optional(),
      component: z.string(),
    }),
  ),
});

export const ConnectMachine = MachineConfig;

export const ReplayRecordingQuery = z.object({
  machine: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
    .describe('Id under which the recording is replayed'),
  name: z.string().max(80).optional(),
  file: z.string().max(200).describe('Name of the recording, for people'),
  speed: z.union([z.literal('max'), z.coerce.number().positive()]).default('max'),
  timestamps: z.enum(['recorded', 'shifted']).default('recorded'),
  controller: machineBase.controller,
  timeZone: machineBase.timeZone,
  deviceModel: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('Id of a device model uploaded before'),
  device: machineBase.device,
});

export const UploadDeviceModelQuery = z.object({
  file: z.string().max(200).describe('Name of the device model, for people'),
});

export const UploadedDeviceModel = z.object({
  id: z.string().describe('SHA-256 of the content: the same for the same content'),
  devices: z.array(z.string()).describe('Names of the devices in it; with several, a recording chooses one'),
});
export type UploadedDeviceModel = z.infer<typeof UploadedDeviceModel>;
