/** Tells what an adapter repeats after a reconnect from what is new. */
import type { Observation } from '../connector.ts';

/** Keys whose last value is remembered; an adapter has hundreds, and one that invents more must not fill the memory. */
const mostKeys = 20_000;

/**
 * An adapter sends all its current values to whoever connects. That resend lasts on a new connection until a key comes a
 * second time (a condition counts by key and native code, an asset by id): a resend says each once. Within it an observation
 * is resync when its time is not after the last source time heard before, or when it says what was last known of its key.
 * The last time, not the greatest: one clock that lied once must not make everything after it look old.
 */
export interface Resync {
  /** A new connection to a source heard before was made. */
  reconnected(): void;
  /** Marks in place those that are repeated. */
  mark(observations: Observation[]): void;
  /** Source time of the last observation; undefined before the first. Microseconds. */
  readonly lastTimeUs: number | undefined;
}

export function resync(heardUntilUs: number | undefined): Resync {
  const lastSaid = new Map<string, string | number>();
  let resent: { readonly keys: Set<string>; readonly untilUs: number } | undefined;
  let lastTimeUs = heardUntilUs;

  const isRepeated = (observation: Told, key: string, said: string | number): boolean => {
    if (!resent) return false;
    if (resent.keys.has(key)) {
      resent = undefined;
      return false;
    }
    resent.keys.add(key);
    return (!observation.receiptTime && observation.timeUs <= resent.untilUs) || lastSaid.get(key) === said;
  };

  return {
    get lastTimeUs() {
      return lastTimeUs;
    },
    reconnected() {
      resent = { keys: new Set(), untilUs: lastTimeUs ?? Number.NEGATIVE_INFINITY };
    },
    mark(observations) {
      for (let i = 0; i < observations.length; i += 1) {
        const observation = observations[i]!;
        if (!isTold(observation)) continue;
        const key = keyOf(observation);
        const said = contentOf(observation);
        if (isRepeated(observation, key, said)) observations[i] = { ...observation, resync: true };
        if (lastSaid.size < mostKeys || lastSaid.has(key)) lastSaid.set(key, said);
        // An asset's time is that of its last change, days ago; it says nothing about now.
        if (!observation.receiptTime && observation.kind !== 'asset') lastTimeUs = observation.timeUs;
      }
    },
  };
}

type Told = Extract<Observation, { kind: 'sample' | 'state' | 'condition' | 'message' | 'asset' }>;

const toldKinds: ReadonlySet<string> = new Set(['sample', 'state', 'condition', 'message', 'asset']);

const isTold = (observation: Observation): observation is Told => toldKinds.has(observation.kind);

function keyOf(observation: Told): string {
  if (observation.kind === 'asset')
    return `@${observation.action}|${observation.assetId ?? observation.assetType}`;
  return observation.kind === 'condition'
    ? `${observation.item}|${observation.nativeCode ?? ''}`
    : observation.item;
}

function contentOf(observation: Told): string | number {
  switch (observation.kind) {
    case 'message':
      return `${observation.nativeCode ?? ''}|${observation.text}`;
    case 'condition':
      return `${observation.level}|${observation.text ?? ''}`;
    case 'asset':
      return observation.document ?? '';
    default:
      return observation.value;
  }
}
