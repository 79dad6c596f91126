/** How things stood with alarms, as events of the logbook: what retention removes before them is not needed any more. */
import { createHash } from 'node:crypto';
import {
  type AlarmCheckpoint,
  type AlarmIdentity,
  alarmCheckpointCode,
  type Event,
  type NewEvent,
  type Position,
  type ToldCheckpoint,
} from '@mantinel/domain';
import { checkpointParts, partsReader } from './checkpoint-parts.ts';

/** The same for the same alarm on every node and for ever; 96 bits. */
export const alarmIdOf = ({ site, machine, path, code, nativeCode, axis }: AlarmIdentity): string =>
  createHash('sha256')
    .update(JSON.stringify([site, machine, path, code, nativeCode, axis ?? null]))
    .digest('base64url')
    .slice(0, 16);

export interface CheckpointOptions {
  readonly at: Position;
  readonly checkpoint: AlarmCheckpoint;
  readonly site: string;
  readonly nowUs: number;
}

/** At least one event; they go into the logbook in one batch. */
export const checkpointEvents = ({ checkpoint, ...told }: CheckpointOptions): NewEvent[] =>
  checkpointParts({ ...told, code: alarmCheckpointCode, content: checkpoint });

/** Takes the parts of a checkpoint one after the other. */
export function checkpointReader(): (event: Event) => ToldCheckpoint | undefined {
  const read = partsReader<AlarmCheckpoint>();
  return (event) => {
    const told = read(event);
    return told && { at: told.at, checkpoint: told.content };
  };
}
