/** From a machine's events to samples in the order of its clock: out of order, repeated, late and lost ones dealt with. */
import { type Event, executions, sourceConnected, sourceLost } from '@mantinel/domain';
import type { Role, Roles } from './roles.ts';
import type { MachineSample } from './sample.ts';

export interface SamplesOptions {
  readonly roles: Roles;
  /** What was known before the first event. */
  readonly from?: SamplerState;
}

/** What outlives a restart; JSON. */
export interface SamplerState {
  readonly headUs: number;
  /** By how much this node's clock is ahead of the machine's; absent before the first event. */
  readonly aheadUs?: number;
  readonly connected: boolean;
  readonly readings: readonly (readonly [
    path: string,
    code: string,
    value: string | number | null,
    timeUs: number,
  ])[];
  readonly faults: readonly string[];
  /** Events that wait for what may come before them. */
  readonly waiting: readonly Event[];
}

export interface Sampler {
  /** Samples that are certain now: nothing earlier is awaited. */
  take(event: Event): MachineSample[];
  /** What still waited for its order. */
  flush(): MachineSample[];
  state(): SamplerState;
  /** The machine described itself, or anew. */
  useRoles(roles: Roles): void;
}

interface Reading {
  readonly code: string;
  role: Role | undefined;
  value: string | number | undefined;
  timeUs: number;
}

/** Items of one machine arrive a little out of order: adapters send each when they read it. */
const orderUs = 1_000_000;
/** Further back than this the clock was set; what is a little late is only late. */
const setBackUs = 60_000_000;
/** So many in a row tell a clock that was set back from what a source repeats. */
const setBackAfter = 3;
/** Further events than these do not wait: a source that tells everything at one time orders it itself. */
const mostWaiting = 4096;

export function sampler({ roles: given, from }: SamplesOptions): Sampler {
  let roles = given;
  const readings = new Map<string, Reading>(
    from?.readings.map(([path, code, value, timeUs]) => [
      path,
      { code, role: roles(code, path), value: value ?? undefined, timeUs },
    ]),
  );
  const faults = new Set(from?.faults);
  let connected = from?.connected ?? true;
  /** Time of the last sample. */
  let headUs = from?.headUs ?? Number.NEGATIVE_INFINITY;
  let waiting: Event[] = [...(from?.waiting ?? [])];
  let latestUs = waiting.reduce((latest, { timeUs }) => Math.max(latest, timeUs), headUs);
  /** Told with times long past. */
  const far: Event[] = [];
  let clockSetBack = false;
  let aheadUs = from?.aheadUs;

  const apply = (event: Event): boolean => {
    const { code, path, kind, attributes, quality } = event;
    if (code === sourceLost || kind === 'gap') {
      // What was told before does not count any more until it is told again.
      connected = code !== sourceLost && connected;
      for (const reading of readings.values()) {
        if (reading.role === undefined || !isCounter(reading.role)) reading.value = undefined;
      }
      faults.clear();
      return true;
    }
    if (code === sourceConnected) {
      connected = true;
      return true;
    }
    if (path === undefined) return false;
    if (kind === 'condition') return condition(event, path);
    const role = kind === 'sample' || kind === 'state' ? roles(code, path) : undefined;
    if (role === undefined) return false;
    const value =
      quality === 'good' && (typeof attributes.value === 'string' || typeof attributes.value === 'number')
        ? attributes.value
        : undefined;
    const known = readings.get(path);
    if (!known) {
      readings.set(path, { code, role, value, timeUs: event.timeUs });
      return true;
    }
    // Overtaken by a later one.
    if (event.timeUs < known.timeUs) return false;
    const changed = known.value !== value;
    known.value = value;
    known.timeUs = event.timeUs;
    return changed;
  };

  const condition = ({ attributes, code }: Event, path: string): boolean => {
    const key = `${path} ${typeof attributes.nativeCode === 'string' ? attributes.nativeCode : code}`;
    if (attributes.level === 'fault') {
      const raised = !faults.has(key);
      faults.add(key);
      return raised;
    }
    const before = faults.size;
    if (typeof attributes.nativeCode === 'string' && attributes.nativeCode !== '') faults.delete(key);
    else for (const each of [...faults]) if (each.startsWith(`${path} `)) faults.delete(each);
    return faults.size !== before;
  };

  const text = (role: Role): string | undefined => {
    for (const reading of readings.values()) {
      if (reading.role === role && reading.value !== undefined && reading.value !== '')
        return String(reading.value);
    }
    return undefined;
  };
  /** The first item's: of several lines or tools each is another thing. */
  const first = (role: Role): number | undefined => {
    const told = text(role);
    return told === undefined || !Number.isFinite(Number(told)) ? undefined : Number(told);
  };
  /** `N1009`, as some controls tell instead of a line. */
  const label = (): number | undefined => {
    const digits = /^[N:]?\s*(\d{1,9})$/i.exec(text('label') ?? '')?.[1];
    return digits === undefined ? undefined : Number(digits);
  };
  const most = (role: Role): number | undefined => {
    let greatest: number | undefined;
    for (const { role: of, value } of readings.values()) {
      if (of !== role || value === undefined || value === '') continue;
      const read = Number(value);
      if (Number.isFinite(read) && (greatest === undefined || read > greatest)) greatest = read;
    }
    return greatest;
  };

  const sample = (): MachineSample => {
    const execution = executions.find((each) => each === text('execution'));
    const told: MachineSample = {
      timeUs: headUs,
      known: connected && execution !== undefined,
      clockSetBack,
      execution,
      mode: text('mode'),
      singleBlock: text('singleBlock')?.toUpperCase() === 'ON',
      emergencyStop: text('emergencyStop') === 'TRIGGERED',
      faults: faults.size,
      program: text('program'),
      line: first('line') ?? label(),
      block: text('block'),
      tool: first('tool'),
      feedOverride: first('feedOverride'),
      spindleRpm: most('spindleSpeed'),
      load: most('load'),
      parts: first('parts'),
      scrap: first('scrap'),
      rework: first('rework'),
    };
    clockSetBack = false;
    return told;
  };

  /** Those that were told up to `untilUs`, in order. */
  const settle = (untilUs: number): MachineSample[] => {
    if (waiting.length === 0 || waiting[0]!.timeUs > untilUs) return [];
    let count = waiting.length;
    while (count > 0 && waiting[count - 1]!.timeUs > untilUs) count -= 1;
    const due = waiting.slice(0, count);
    waiting = waiting.slice(count);
    const samples: MachineSample[] = [];
    let changed = false;
    for (const [place, event] of due.entries()) {
      changed = apply(event) || changed;
      if (event.timeUs > headUs) headUs = event.timeUs;
      const next = due[place + 1];
      if (next && next.timeUs === event.timeUs) continue;
      // That it was heard at all is told too, once a second: silence is what makes a state stale.
      const last = samples.at(-1);
      if (changed || headUs - (last?.timeUs ?? toldUs) >= 1_000_000) samples.push(sample());
      changed = false;
    }
    toldUs = samples.at(-1)?.timeUs ?? toldUs;
    return samples;
  };
  let toldUs = headUs;

  const insert = (event: Event): void => {
    let at = waiting.length;
    while (at > 0 && waiting[at - 1]!.timeUs > event.timeUs) at -= 1;
    waiting.splice(at, 0, event);
  };

  return {
    take(told) {
      let event = told;
      if (isOfSource(told)) {
        if (aheadUs === undefined) {
          apply(told);
          return [];
        }
        // What tells of the connection has this node's time; a recording of years ago has another.
        event = { ...told, timeUs: told.timeUs - aheadUs };
      } else if (told.path === undefined)
        return []; // assets carry the time at which they were made
      else if (told.attributes.resync !== true) aheadUs = told.receivedUs - told.timeUs;
      const { timeUs } = event;
      if (timeUs >= latestUs - setBackUs || latestUs === Number.NEGATIVE_INFINITY) {
        for (const late of far.splice(0)) insert(late);
        if (timeUs > latestUs) latestUs = timeUs;
        insert(event);
        return settle(waiting.length > mostWaiting ? latestUs : latestUs - orderUs);
      }
      // What a source repeats after a reconnect is old, and its clock is right.
      const tells = event.path !== undefined && roles(event.code, event.path) !== undefined;
      if (event.attributes.resync === true || !tells) {
        insert(event);
        return [];
      }
      far.push(event);
      if (far.length < setBackAfter) return [];
      const samples = settle(Number.POSITIVE_INFINITY);
      clockSetBack = true;
      headUs = Math.min(...far.map((each) => each.timeUs));
      latestUs = headUs;
      toldUs = headUs;
      for (const reading of readings.values()) reading.timeUs = Math.min(reading.timeUs, headUs);
      for (const late of far.splice(0)) {
        latestUs = Math.max(latestUs, late.timeUs);
        insert(late);
      }
      return samples;
    },
    flush() {
      for (const late of far.splice(0)) insert(late);
      return settle(Number.POSITIVE_INFINITY);
    },
    state: () => ({
      headUs: Number.isFinite(headUs) ? headUs : 0,
      ...(aheadUs !== undefined && { aheadUs }),
      connected,
      readings: [...readings].map(([path, { code, value, timeUs }]) => [path, code, value ?? null, timeUs]),
      faults: [...faults],
      waiting: [...waiting, ...far],
    }),
    useRoles(changed) {
      roles = changed;
      for (const [path, reading] of readings) reading.role = roles(reading.code, path);
    },
  };
}

/** Told by the connector and not by the machine. */
const isOfSource = ({ code, kind }: Event): boolean =>
  kind === 'gap' || code === sourceLost || code === sourceConnected;

const isCounter = (role: Role): boolean => role === 'parts' || role === 'scrap' || role === 'rework';
