/** What a machine is doing now, folded from its events. Stale or missing data never reads as running, idle or safe. */
import type { Event, Quality } from './event.ts';

/** MTConnect Execution (Part 2, EXECUTION), the vocabulary of `machine.execution`. */
export const executions = [
  'READY',
  'ACTIVE',
  'INTERRUPTED',
  'FEED_HOLD',
  'STOPPED',
  'OPTIONAL_STOP',
  'PROGRAM_STOPPED',
  'PROGRAM_COMPLETED',
  'PROGRAM_OPTIONAL_STOP',
  'WAIT',
] as const;
export type Execution = (typeof executions)[number];

/** MTConnect ControllerMode. */
export const controllerModes = [
  'AUTOMATIC',
  'MANUAL',
  'MANUAL_DATA_INPUT',
  'SEMI_AUTOMATIC',
  'EDIT',
] as const;
export type ControllerMode = (typeof controllerModes)[number];

/** One word for a tile, worst first. `offline`: not connected. `unknown`: connected, but execution not known. */
export type MachineActivity = 'fault' | 'warning' | 'stopped' | 'running' | 'idle' | 'unknown' | 'offline';

export interface ActiveCondition {
  readonly path: string;
  readonly code: string;
  readonly level: 'warning' | 'fault';
  readonly message: string;
  readonly sinceUs: number;
}

export interface Reading {
  readonly code: string;
  readonly value: string | number;
  readonly timeUs: number;
  readonly quality: Quality;
}

/** Folded in place: 50 machines send thousands of readings a second. */
export interface MachineState {
  readonly machine: string;
  connected: boolean;
  /** Latest reading of each data item, by path. */
  readonly readings: Map<string, Reading>;
  /** Conditions raised and not cleared, by path, then by native code. */
  readonly conditions: Map<string, Map<string, ActiveCondition>>;
  /** When this node last heard anything of the machine; undefined before the first event. */
  receivedUs?: number;
}

export const newMachineState = (machine: string): MachineState => ({
  machine,
  connected: false,
  readings: new Map(),
  conditions: new Map(),
});

/** Codes by which connectors tell of the connection itself. */
export const sourceConnected = 'source.connected';
export const sourceLost = 'source.lost';

/** Applies one event of this machine, in received order. */
export function foldMachineState(state: MachineState, event: Event): void {
  if (event.code === sourceLost) {
    state.connected = false;
    return;
  }
  state.receivedUs = event.receivedUs;
  if (event.code === sourceConnected) {
    state.connected = true;
    return;
  }
  if (event.path === undefined) return;
  if (event.kind === 'sample' || event.kind === 'state') {
    const value = event.attributes.value;
    if (typeof value === 'string' || typeof value === 'number') {
      state.readings.set(event.path, {
        code: event.code,
        value,
        timeUs: event.timeUs,
        quality: event.quality,
      });
    }
  } else if (event.kind === 'condition') {
    foldCondition(state, event, event.path);
  }
}

/**
 * MTConnect Part 2, Condition: NORMAL without a native code clears every activation of the item, with one it clears
 * that activation; UNAVAILABLE leaves nothing known.
 */
function foldCondition(state: MachineState, event: Event, path: string): void {
  const nativeCode = typeof event.attributes.nativeCode === 'string' ? event.attributes.nativeCode : '';
  const { level } = event.attributes;
  const active = state.conditions.get(path) ?? new Map<string, ActiveCondition>();
  if (level === 'warning' || level === 'fault') {
    const sinceUs = active.get(nativeCode)?.sinceUs ?? event.timeUs;
    active.set(nativeCode, { path, code: event.code, level, message: event.message, sinceUs });
    state.conditions.set(path, active);
    return;
  }
  if (level === 'normal' && nativeCode !== '') active.delete(nativeCode);
  else active.clear();
  if (active.size === 0) state.conditions.delete(path);
}

/** The latest good reading under a code; undefined when missing, stale, bad or unavailable. */
export function goodReading(state: MachineState, code: string): Reading | undefined {
  for (const reading of state.readings.values()) {
    if (reading.code === code && reading.quality === 'good') return reading;
  }
  return undefined;
}

/** Every raised condition, worst and then oldest first. */
export function activeConditions(state: MachineState): ActiveCondition[] {
  const all = [...state.conditions.values()].flatMap((byCode) => [...byCode.values()]);
  return all.sort((a, b) => (a.level === b.level ? a.sinceUs - b.sinceUs : a.level === 'fault' ? -1 : 1));
}

/**
 * The one word for a machine's tile. `staleAfterUs`: silence after which nothing heard earlier counts as current
 * (connectors with a heartbeat report a loss sooner).
 */
export function machineActivity(state: MachineState, nowUs: number, staleAfterUs: number): MachineActivity {
  if (!state.connected) return 'offline';
  if (state.receivedUs === undefined || nowUs - state.receivedUs > staleAfterUs) return 'unknown';
  const [worst] = activeConditions(state);
  if (worst?.level === 'fault' || goodReading(state, 'machine.emergencyStop')?.value === 'TRIGGERED')
    return 'fault';
  const execution = goodReading(state, 'machine.execution')?.value;
  if (execution === undefined) return 'unknown';
  if (worst) return 'warning';
  switch (execution) {
    case 'ACTIVE':
      return 'running';
    case 'READY':
    case 'PROGRAM_COMPLETED':
      return 'idle';
    default:
      return 'stopped';
  }
}

/** Since when it does so, by the machine's clock; undefined where that was not told, as of a machine that is not heard. */
export function activitySinceUs(state: MachineState, activity: MachineActivity): number | undefined {
  switch (activity) {
    case 'fault':
    case 'warning': {
      const since = activeConditions(state)
        .filter(({ level }) => level === activity)
        .map(({ sinceUs }) => sinceUs);
      return since.length > 0 ? Math.min(...since) : goodReading(state, 'machine.emergencyStop')?.timeUs;
    }
    case 'running':
    case 'idle':
    case 'stopped':
      return goodReading(state, 'machine.execution')?.timeUs;
    default:
      return undefined;
  }
}
