/** mantinel.yaml as the administration sees and changes it. */
import { z } from 'zod';
import { Reason, Version } from '../plant.ts';

const Setting = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$/, 'use a setting such as http.port')
  .describe('Names of groups and setting, joined by dots');

export const ConfigurationProblem = z.object({
  setting: z.string().describe('Empty where the file as a whole is not understood'),
  line: z.int().optional().describe('In the file, from 1'),
  problem: z.string(),
  remedy: z.string(),
});
export type ConfigurationProblem = z.infer<typeof ConfigurationProblem>;

export const settingSources = ['default', 'file', 'environment', 'command'] as const;
export type SettingSource = (typeof settingSources)[number];

export const SettingView = z.object({
  setting: Setting,
  value: z
    .unknown()
    .optional()
    .describe('As it will hold after a restart, without secrets; absent where nothing is set'),
  standard: z.unknown().optional().describe('Its default; absent where there is none'),
  source: z
    .enum(settingSources)
    .describe('Who says so; environment and command line win over the file, and are changed there'),
  requiresRestart: z.boolean(),
  running: z
    .unknown()
    .optional()
    .describe('What still holds, where that is something else until the restart'),
  waits: z.boolean().describe('Whether a restart is needed until the value holds'),
});
export type SettingView = z.infer<typeof SettingView>;

export const ConfigurationView = z.object({
  file: z.string().optional().describe('Absent where Mantinel was started without a place for one'),
  exists: z.boolean().describe('The first change creates it'),
  demo: z.boolean().describe('The demonstration gives way at the next start once the file exists'),
  schema: z
    .record(z.string(), z.unknown())
    .describe('JSON Schema of the file, with descriptions, defaults, units and requiresRestart'),
  settings: z.array(SettingView).describe('Everything but the machines, in the order of the schema'),
  problems: z
    .array(ConfigurationProblem)
    .describe('Why the file, as it is now, would not be accepted; then the settings are the running ones'),
  version: Version.describe('Of the file’s content: another one also after an edit by hand'),
});
export type ConfigurationView = z.infer<typeof ConfigurationView>;

export const ChangeConfiguration = z.object({
  set: z
    .array(
      z.object({
        setting: Setting,
        value: z.unknown().describe('null: the default again. A secret sent as it was shown stays as it is'),
      }),
    )
    .min(1)
    .max(200),
  reason: Reason,
});
export type ChangeConfiguration = z.infer<typeof ChangeConfiguration>;
export const CheckConfiguration = ChangeConfiguration.omit({ reason: true });
export const CheckedConfiguration = z.object({ problems: z.array(ConfigurationProblem) });
export type CheckedConfiguration = z.infer<typeof CheckedConfiguration>;
