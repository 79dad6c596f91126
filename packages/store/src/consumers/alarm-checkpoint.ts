/** How things stood with alarms, as events of the logbook: what retention removes before them is not needed any more. */
import { createHash } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import {
  type AlarmCheckpoint,
  type AlarmIdentity,
  alarmCheckpointCode,
  type Event,
  type NewEvent,
  type Position,
  severity,
  type ToldCheckpoint,
} from '@mantinel/domain';

/** The same for the same alarm on every node and for ever; 96 bits. */
export const alarmIdOf = ({ site, machine, path, code, nativeCode, axis }: AlarmIdentity): string =>
  createHash('sha256')
    .update(JSON.stringify([site, machine, path, code, nativeCode, axis ?? null]))
    .digest('base64url')
    .slice(0, 16);

/** Characters of one event. */
const partLength = 60_000;

export interface CheckpointOptions {
  readonly at: Position;
  readonly checkpoint: AlarmCheckpoint;
  readonly site: string;
  readonly nowUs: number;
}

/** At least one event; they go into the logbook in one batch. */
export function checkpointEvents({ at, checkpoint, site, nowUs }: CheckpointOptions): NewEvent[] {
  const data = zstdCompressSync(JSON.stringify(checkpoint)).toString('base64');
  const parts = Math.max(1, Math.ceil(data.length / partLength));
  return Array.from({ length: parts }, (_, part) => ({
    timeUs: nowUs,
    receivedUs: nowUs,
    site,
    kind: 'log',
    severity: severity.debug,
    code: alarmCheckpointCode,
    message: '',
    attributes: {
      epoch: at.epoch,
      seq: at.seq,
      part,
      parts,
      data: data.slice(part * partLength, (part + 1) * partLength),
    },
    quality: 'good',
  }));
}

/** Takes the parts of a checkpoint one after the other. */
export function checkpointReader(): (event: Event) => ToldCheckpoint | undefined {
  let held: string[] = [];
  return ({ attributes }) => {
    const { epoch, seq, part, parts, data } = attributes;
    if (typeof epoch !== 'number' || typeof seq !== 'number' || typeof data !== 'string') return undefined;
    if (part === 0) held = [];
    // The beginning of it is gone.
    if (part !== held.length) return undefined;
    held.push(data);
    if (held.length !== parts) return undefined;
    const text = zstdDecompressSync(Buffer.from(held.join(''), 'base64')).toString('utf8');
    held = [];
    return { at: { epoch, seq }, checkpoint: JSON.parse(text) as AlarmCheckpoint };
  };
}
