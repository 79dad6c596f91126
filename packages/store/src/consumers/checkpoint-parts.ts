/** How something stood at a place of the logbook, as events of it: what retention removes before that place is not needed any more. */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { type Event, type NewEvent, type Position, severity } from '@mantinel/domain';

/** Characters of one event. */
const partLength = 60_000;

export interface CheckpointParts {
  readonly code: string;
  /** The last event that `content` takes account of. */
  readonly at: Position;
  /** Becomes JSON. */
  readonly content: unknown;
  readonly site: string;
  readonly nowUs: number;
}

/** At least one event, to be appended in this order. */
export function checkpointParts({ code, at, content, site, nowUs }: CheckpointParts): NewEvent[] {
  const data = zstdCompressSync(JSON.stringify(content)).toString('base64');
  const parts = Math.max(1, Math.ceil(data.length / partLength));
  return Array.from({ length: parts }, (_, part) => ({
    timeUs: nowUs,
    receivedUs: nowUs,
    site,
    kind: 'log',
    severity: severity.debug,
    code,
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

export interface ToldContent<Content> {
  readonly at: Position;
  readonly content: Content;
}

/** Takes the parts of checkpoints of one code one after the other; undefined until one is whole. Throws for one that cannot be read. */
export function partsReader<Content>(): (event: Event) => ToldContent<Content> | undefined {
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
    return { at: { epoch, seq }, content: JSON.parse(text) as Content };
  };
}
