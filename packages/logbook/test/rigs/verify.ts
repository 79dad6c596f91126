/** The promise, checked: what was acknowledged or shown against what the reopened store holds. */
import type { Position } from '@mantinel/domain';
import { isShortLived, sizeOf, sourceOf } from './numbered-batch.ts';
import type { Line, Place } from './report.ts';

/** What a reopened store holds, as `readBack` found it. */
export interface Found {
  /** Every numbered batch: where it begins and how many of its events are there. More than one place: stored twice. */
  readonly batches: ReadonlyMap<number, readonly Place[]>;
  /** Rows of the store itself (`logbook.…`), by epoch and seq. */
  readonly own: readonly (Position & { readonly code: string })[];
  /** Seq ranges without a row, between the epoch's first seq and its last. */
  readonly holes: readonly { readonly epoch: number; readonly firstSeq: number; readonly lastSeq: number }[];
  /** Anything that is wrong by itself: an altered event, a torn batch, a row out of order. */
  readonly wrong: readonly string[];
  readonly head: Position;
  readonly sourceCursors: ReadonlyMap<string, string | undefined>;
  readonly committed: Position | undefined;
}

/** Batches that earlier looks at the same folder have established, at their place. Retention may remove the short-lived ones. */
export type Known = Map<number, Place>;

const at = (place: Place) => `${place.epoch}/${place.firstSeq}+${place.count}`;
const isSameStart = (a: Place, b: Place) => a.epoch === b.epoch && a.firstSeq === b.firstSeq;
const start = ({ epoch, firstSeq }: Place): Position => ({ epoch, seq: firstSeq });
const isBefore = (a: Position, b: Position) => a.epoch < b.epoch || (a.epoch === b.epoch && a.seq < b.seq);

/** Every breach of the promise in words; empty when it was kept. Adds what was found to `known`. */
export function verify(lines: readonly Line[], found: Found, known: Known): string[] {
  const breaches = [...found.wrong];
  for (const { epoch, seq, code } of found.own)
    if (code === 'logbook.damaged')
      breaches.push(`damage is told in ${epoch}/${seq}, and nothing was damaged`);
  const acknowledged = new Map<number, Place>();
  const refused = new Set<number>();
  const shown = new Map<number, Place>();
  let durable: Position = { epoch: 0, seq: 0 };
  let committed: Position | undefined;
  const reached = (epoch: number, seq: number) => {
    if (isBefore(durable, { epoch, seq })) durable = { epoch, seq };
  };
  for (const line of lines) {
    if (line.type === 'acknowledged') {
      acknowledged.set(line.number, line.place);
      reached(line.place.epoch, line.place.firstSeq + line.place.count - 1);
    } else if (line.type === 'refused') refused.add(line.number);
    else if (line.type === 'sending') refused.delete(line.number);
    else if (line.type === 'shown') {
      const { epoch, firstSeq, number, index, count } = line.shown;
      shown.set(number, { epoch, firstSeq: firstSeq - index, count: sizeOf(number) });
      reached(epoch, firstSeq + count - 1);
    } else if (line.type === 'committed') committed = line.position;
    else if (line.type === 'opened') reached(line.head.epoch, line.head.seq);
  }

  for (const [number, places] of found.batches) {
    const [place, ...more] = places;
    if (more.length > 0) breaches.push(`batch ${number} is stored ${places.length} times: ${places.map(at)}`);
    if (place!.count !== sizeOf(number) && !isShortLived(number))
      breaches.push(`batch ${number} is torn: ${place!.count} of ${sizeOf(number)} events`);
    if (refused.has(number)) breaches.push(`batch ${number} was refused and is stored all the same`);
    if (!known.has(number)) known.set(number, { ...place!, count: sizeOf(number) });
  }
  const missing = (number: number, place: Place, what: string) => {
    const actual = found.batches.get(number)?.[0];
    if (actual === undefined) {
      if (!isShortLived(number)) breaches.push(`batch ${number} ${what} at ${at(place)} is missing`);
    } else if (!isSameStart(actual, place))
      breaches.push(`batch ${number} ${what} at ${at(place)} stands at ${at(actual)}`);
  };
  const promises = { acknowledged, shown, 'found before': known };
  for (const [what, places] of Object.entries(promises))
    for (const [number, place] of places) missing(number, place, what);
  // What was removed between acknowledgement and this look was never found here; its place is known all the same.
  for (const [number, place] of [...acknowledged, ...shown]) if (!known.has(number)) known.set(number, place);

  // Retention removes whole blocks, of one class of severity each: a hole is made of events of short-lived batches alone.
  const removable = new Set<string>();
  for (const [number, { epoch, firstSeq, count }] of known)
    if (isShortLived(number))
      for (let seq = firstSeq; seq < firstSeq + count; seq++) removable.add(`${epoch}/${seq}`);
  for (const { epoch, firstSeq, lastSeq } of found.holes)
    for (let seq = firstSeq; seq <= lastSeq; seq++)
      if (!removable.has(`${epoch}/${seq}`)) {
        breaches.push(`seq ${epoch}/${seq} to ${lastSeq} is a hole nobody accounts for`);
        break;
      }

  if (isBefore(found.head, durable))
    breaches.push(
      `the head was ${durable.epoch}/${durable.seq} and is ${found.head.epoch}/${found.head.seq} now`,
    );
  breaches.push(...verifyCursors(found, known, committed));
  return breaches;
}

function verifyCursors(found: Found, known: Known, committed: Position | undefined): string[] {
  const breaches: string[] = [];
  if (committed !== undefined) {
    if (found.committed === undefined || isBefore(found.committed, committed))
      breaches.push(`the consumer committed ${committed.epoch}/${committed.seq} and lost it`);
    else if (isBefore(found.head, found.committed)) breaches.push('the consumer stands beyond the head');
  }
  const last = new Map<string, { number: number; place: Place }>();
  for (const [number, place] of known) {
    const source = sourceOf(number);
    const other = source === undefined ? undefined : last.get(source);
    if (source !== undefined && (other === undefined || isBefore(start(other.place), start(place))))
      last.set(source, { number, place });
  }
  for (const [source, cursor] of found.sourceCursors) {
    const expected = last.get(source)?.number;
    if (cursor !== (expected === undefined ? undefined : String(expected)))
      breaches.push(`the cursor of ${source} is ${cursor}, its last durable batch is ${expected}`);
  }
  return breaches;
}
