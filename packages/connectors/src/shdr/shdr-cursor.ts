/** What must outlive a restart: when an SHDR adapter was last heard, so that the silence in between becomes a gap. */
import type { SourceCursor } from '../connector.ts';

export interface ShdrPlace {
  /** This node's clock when the last batch was received. */
  readonly heardUs: number;
  /** Greatest source time heard; undefined while none was. */
  readonly timeUs?: number;
}

export const formatShdrCursor = (place: ShdrPlace): string => JSON.stringify(place);

/** Undefined for a cursor that is absent or not of this connector: then there is nothing to go on from. */
export function parseShdrCursor(cursor: SourceCursor): ShdrPlace | undefined {
  if (cursor === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(cursor);
    if (typeof value !== 'object' || value === null || !('heardUs' in value)) return undefined;
    const { heardUs } = value;
    if (typeof heardUs !== 'number') return undefined;
    const timeUs = 'timeUs' in value && typeof value.timeUs === 'number' ? value.timeUs : undefined;
    return timeUs === undefined ? { heardUs } : { heardUs, timeUs };
  } catch {
    return undefined; // not JSON: a cursor of another connector that this machine used before
  }
}
