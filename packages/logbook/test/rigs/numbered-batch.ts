/** Batches whose every byte follows from their number, so that what is found on disk can be checked without having kept it. */
import type { Event, NewEvent, Severity } from '@mantinel/domain';
import type { Batch } from '../../src/event-store.ts';

/** Appender `k` sends the numbers k, k + appenders, k + 2 × appenders … */
export const appenders = 24;

/** The rigs' "now"; events of the site `short-lived` were received 400 days before it. */
export const rigNowUs = 1_790_000_000_000_000;
const dayUs = 86_400_000_000;

/** Thirty-two well mixed bits of a number. */
function mix(number: number): number {
  let bits = Math.imul(number ^ 0x9e3779b9, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

export function sizeOf(number: number): number {
  const luck = mix(number) % 100;
  if (luck < 60) return 1;
  if (luck < 90) return 2 + (mix(number + 1) % 29);
  return luck < 99 ? 100 : 600;
}

/** Short-lived batches are the ones retention may remove while the rig runs. */
export const isShortLived = (number: number): boolean => mix(number + 2) % 4 === 0;
export const hasBatchId = (number: number): boolean => mix(number + 3) % 10 < 5;
export const sourceOf = (number: number): string | undefined =>
  mix(number + 3) % 10 < 8 ? `source-${number % appenders}` : undefined;

const severities = [5, 5, 5, 9, 9, 13, 17] as const satisfies readonly Severity[];

export function numberedEvent(number: number, index: number): NewEvent {
  const bits = mix(number * 1009 + index);
  const shortLived = isShortLived(number);
  const receivedUs = rigNowUs + number * 1000 + index - (shortLived ? 400 * dayUs : 0);
  const severity = severities[bits % severities.length]!;
  const isText = bits % 5 === 0;
  return {
    timeUs: receivedUs - (bits % 50 === 0 ? 600_000_000 : 1000),
    receivedUs,
    site: shortLived ? 'short-lived' : 'kept',
    ...(bits % 11 === 0 ? undefined : { machine: `machine-${number % appenders}` }),
    ...(bits % 3 === 0 ? undefined : { path: `path-${bits % 7}` }),
    kind: isText ? 'message' : severity >= 13 ? 'condition' : 'sample',
    severity,
    code: 'rig.numbered',
    message: isText ? `Batch ${number}, event ${index}: ${bits.toString(36)}` : '',
    attributes: { batch: number, index, value: (bits % 100_000) / 100 },
    quality: 'good',
  };
}

export function numberedBatch(number: number): Batch {
  const source = sourceOf(number);
  return {
    events: Array.from({ length: sizeOf(number) }, (_, index) => numberedEvent(number, index)),
    ...(source === undefined ? undefined : { source: { source, cursor: String(number) } }),
    ...(hasBatchId(number) ? { batchId: `batch-${number}` } : undefined),
  };
}

/** Which numbered event this is, or undefined when it is none or differs from what was handed in. */
export function recogniseEvent(event: Event): { number: number; index: number } | undefined {
  const { batch, index } = event.attributes;
  if (event.code !== 'rig.numbered' || typeof batch !== 'number' || typeof index !== 'number')
    return undefined;
  const sent = numberedEvent(batch, index);
  const same =
    event.timeUs === sent.timeUs &&
    event.receivedUs === sent.receivedUs &&
    event.site === sent.site &&
    event.machine === sent.machine &&
    event.path === sent.path &&
    event.kind === sent.kind &&
    event.severity === sent.severity &&
    event.message === sent.message &&
    event.quality === sent.quality &&
    event.trace === undefined &&
    event.attributes.value === sent.attributes.value &&
    Object.keys(event.attributes).length === 3;
  return same ? { number: batch, index } : undefined;
}
