/** What a source said at once → what the logbook takes at once. */
import type { SourceCursor } from '@mantinel/connectors';
import type { NewEvent } from '@mantinel/domain';
import type { Batch } from '@mantinel/logbook';

/** What the logbook takes in one batch (`Batch.events`), with room to spare. */
const largest = 20_000;

export interface Said {
  readonly machine: string;
  readonly events: readonly NewEvent[];
  readonly cursor: SourceCursor;
}

interface SourceBatch extends Batch {
  readonly events: readonly NewEvent[];
}

/** The cursor rides with the last events it covers, never before them. */
export function* sourceBatches(
  { machine, events, cursor }: Said,
  largestBatch = largest,
): Generator<SourceBatch> {
  for (let start = 0; start < events.length; start += largestBatch) {
    const part = events.slice(start, start + largestBatch);
    const last = start + largestBatch >= events.length;
    yield {
      events: part,
      ...(last && cursor !== undefined ? { source: { source: machine, cursor } } : {}),
    };
  }
}
