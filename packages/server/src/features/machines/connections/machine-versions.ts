/** Whether two settings of a machine are the same, by which version people name them, and what a change of them is called. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { config } from '@mantinel/contract';

/** Nine digits, as an ETag of ours takes; without regard to the order of settings and to those that are left out. */
export function versionOf(machine: config.Machine): number {
  const entries = Object.entries(machine).filter(([, value]) => value !== undefined);
  const text = JSON.stringify(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  return (createHash('sha256').update(text).digest().readUInt32BE(0) % 999_999_999) + 1;
}

export const plain = (machine: config.Machine): unknown => JSON.parse(JSON.stringify(machine));

export const same = (one: config.Machine, other: config.Machine): boolean =>
  isDeepStrictEqual(plain(one), plain(other));

/** A new name alone is no reason to connect anew. */
export const reopens = (before: config.Machine, after: config.Machine): boolean =>
  !same({ ...before, name: after.name }, after);

export function codeOf(before: config.Machine, after: config.Machine): string {
  if (before.paused === after.paused) return 'machine.changed';
  return after.paused ? 'machine.paused' : 'machine.resumed';
}
