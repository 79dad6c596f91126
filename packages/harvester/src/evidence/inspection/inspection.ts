/** What an inspection measured, whatever document it stood in. */
import type { MeasuredCharacteristic } from '../evidence.ts';

export interface Inspection {
  /** What was inspected, as the document calls it. */
  readonly part: string | undefined;
  /** Items in the document's order, as `MeasuredCharacteristic.item` names them. */
  readonly items: readonly string[];
  readonly characteristics: readonly MeasuredCharacteristic[];
}

interface Limits {
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  readonly actual: number | undefined;
}

/** Where the document does not say. A limit itself is within. */
export function statusByLimits({ lower, upper, actual }: Limits): MeasuredCharacteristic['status'] {
  if (actual === undefined || (lower === undefined && upper === undefined)) return 'unknown';
  return actual >= (lower ?? actual) && actual <= (upper ?? actual) ? 'pass' : 'fail';
}
