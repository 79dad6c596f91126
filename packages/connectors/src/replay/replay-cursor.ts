/** How far a recording is replayed. */
import type { SourceCursor } from '../connector.ts';

export interface ReplayPlace {
  /** Byte at which the first line not yet replayed begins. */
  readonly offset: number;
}

export const formatReplayCursor = (place: ReplayPlace): string => JSON.stringify(place);

/** The beginning for a cursor that is absent or not of this connector. */
export function parseReplayCursor(cursor: SourceCursor): ReplayPlace {
  try {
    const value: unknown = JSON.parse(cursor ?? '');
    if (
      typeof value === 'object' &&
      value !== null &&
      'offset' in value &&
      Number.isSafeInteger(value.offset)
    )
      return { offset: Math.max(0, value.offset as number) };
  } catch {
    // Not JSON: no cursor yet, or one of another connector that this machine used before.
  }
  return { offset: 0 };
}
