/** A machine's settings as they may be shown, and back again. */
import { config } from '@mantinel/contract';
import { z } from 'zod';
import { redacted, unredacted } from '../../../config/redact.ts';

const schema = z.toJSONSchema(config.Machine, { io: 'input' }) as Record<string, unknown>;

export const withoutSecrets = <T>(machine: T): T => redacted(machine, schema) as T;

/** A secret that is sent as it was shown stays as it is. Throws `configuration.refused` where it belonged to something else. */
export const withSecrets = (machine: config.Machine, before: config.Machine | undefined): config.Machine =>
  unredacted(machine, before, { setting: `the machine ${machine.id}`, schema }) as config.Machine;
