/** A stretch of time, from `fromUs` on and before `toUs`; microseconds since 1970 UTC. */
import type { Activity } from './activity.ts';

export interface Span {
  readonly fromUs: number;
  readonly toUs: number;
}

export const lengthOf = ({ fromUs, toUs }: Span): number => toUs - fromUs;

/** Of the time that is known; undefined when none is. */
export function runningShare({
  running,
  idle,
  stopped,
}: Readonly<Record<Activity, number>>): number | undefined {
  const known = running + idle + stopped;
  return known > 0 ? running / known : undefined;
}
