/** A machine's connection as people change it, and what a try of one showed. */
import { z } from 'zod';
import { Machine } from '../config.ts';
import { Reason, Version } from '../plant.ts';

export const MachineParams = z.object({
  id: z
    .string()
    .max(63)
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'use the id of a machine'),
});

export const ConnectionView = z.object({
  connection: Machine.describe('A password within an address is hidden'),
  demo: z.boolean().describe('Belongs to the demonstration and is not changed'),
  kept: z
    .boolean()
    .describe('False where there is no mantinel.yaml to keep it in: then it lasts until the stop'),
  version: Version.describe('Of these settings'),
});
export type ConnectionView = z.infer<typeof ConnectionView>;

export const ChangeConnection = z.object({
  connection: Machine.describe('Replaces all settings; the id stays. A hidden password stays as it is'),
  reason: Reason,
});
export type ChangeConnection = z.infer<typeof ChangeConnection>;

export const TestedConnection = z.object({
  reachable: z.boolean(),
  understood: z.boolean().describe('False where something answers but speaks another protocol'),
  problem: z.string().optional().describe('Why not, in plain words'),
  device: z.string().optional().describe('What the machine calls itself, or its device model does'),
  items: z.int().optional().describe('How many data items it can tell'),
  heard: z.int().describe('Observations heard within the few seconds of the try'),
  observations: z
    .array(z.object({ item: z.string(), value: z.string() }))
    .describe('The first ones, each item once; nothing of it is recorded'),
});
export type TestedConnection = z.infer<typeof TestedConnection>;
