/** What the engine knows of one machine: whether it is heard, what it reads, and which of its conditions are in doubt. */
import type { Alarm, AlarmIdentity, Moment } from './alarm.ts';

/** A data item whose conditions nobody knows, until its source has named them all again. */
export interface Doubt {
  /** The first thing named since; undefined while nothing was. */
  restated?: Moment | undefined;
}

export interface MachineAlarms {
  readonly machine: string;
  connected: boolean;
  /** By data item, then by what else makes an alarm (`keyOnItem`). */
  readonly alarms: Map<string, Map<string, Alarm>>;
  readonly doubts: Map<string, Doubt>;
  /** Good readings on which a suppression may hang, by code. */
  readonly readings: Map<string, string>;
  /** Time by the machine's own clock at which something is due; infinite when nothing is. */
  dueUs: number;
}

export const newMachineAlarms = (machine: string): MachineAlarms => ({
  machine,
  connected: true,
  alarms: new Map(),
  doubts: new Map(),
  readings: new Map(),
  dueUs: Number.POSITIVE_INFINITY,
});

/** In the order of their ids: one that depends on the past would differ after a checkpoint. */
export const alarmsOf = ({ alarms }: MachineAlarms): Alarm[] =>
  inOrder([...alarms.values()].flatMap((onItem) => [...onItem.values()]));

export const alarmsOn = ({ alarms }: MachineAlarms, path: string): Alarm[] =>
  inOrder([...(alarms.get(path)?.values() ?? [])]);

const inOrder = (alarms: Alarm[]): Alarm[] => alarms.sort((a, b) => (a.id < b.id ? -1 : 1));

type OnItem = Pick<AlarmIdentity, 'site' | 'code' | 'nativeCode' | 'axis'>;

export const keyOnItem = ({ site, code, nativeCode, axis }: OnItem): string =>
  JSON.stringify(axis === undefined ? [site, code, nativeCode] : [site, code, nativeCode, axis]);

/** Always followed, so that a suppression that is new holds at once. */
const followed: ReadonlySet<string> = new Set(['machine.execution', 'machine.controllerMode']);

export const isFollowed = (code: string, asked: ReadonlySet<string>): boolean =>
  followed.has(code) || asked.has(code);
