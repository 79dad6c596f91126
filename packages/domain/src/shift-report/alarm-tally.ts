/** Alarms of one machine over a shift: raised by difference (item and native code), as MTConnect's conditions say them. */
import { type Event, formatEventId } from '../event.ts';
import type { Span } from './span.ts';

/** An alarm is told a little before or after the execution that it stops. */
export const alarmNearUs = 5_000_000;

export interface AlarmOfStop {
  readonly event: string;
  readonly code: string;
  readonly message: string;
  readonly timeUs: number;
  /** The data item, and the number that the control gives the alarm: what an explanation may name. */
  readonly path?: string;
  readonly number?: string;
}

export interface AlarmSum {
  readonly code: string;
  /** What the control said last. */
  readonly message: string;
  readonly level: 'warning' | 'fault';
  /** Raised within the shift. */
  readonly count: number;
  /** How long it stood within the shift. */
  readonly activeUs: number;
  /** Stood when the shift, or what is known of it, ended. */
  readonly standing: boolean;
  /** The first of the shift, or that which raised it before. */
  readonly event: string;
  readonly path?: string;
  readonly number?: string;
}

export interface AlarmTally {
  /** The alarm where this event raised one. */
  add(event: Event): AlarmOfStop | undefined;
  /** The first that stands and was raised at or after a time; else the fault that has stood longest. */
  standing(sinceUs: number): AlarmOfStop | undefined;
  sums(): AlarmSum[];
}

interface Active {
  readonly alarm: AlarmOfStop;
  readonly level: 'warning' | 'fault';
}
interface Sum {
  readonly code: string;
  message: string;
  level: 'warning' | 'fault';
  count: number;
  activeUs: number;
  standing: boolean;
  readonly event: string;
  readonly path?: string;
  readonly number?: string;
}

/** A machine that invents codes must not fill the memory; what stands beyond is not told. */
const mostCodes = 500;
const mostActive = 500;

export function alarmTally({ fromUs, toUs }: Span): AlarmTally {
  const active = new Map<string, Map<string, Active>>();
  const sums = new Map<string, Sum>();
  let activeCount = 0;

  function sumOf({ timeUs: _timeUs, ...first }: AlarmOfStop, level: Active['level']): Sum | undefined {
    // Numbers of a machine whose controller is not named share one code.
    const key = `${first.code} ${first.number ?? ''}`;
    let sum = sums.get(key);
    if (!sum && sums.size < mostCodes) {
      sum = { ...first, level, count: 0, activeUs: 0, standing: false };
      sums.set(key, sum);
    }
    if (sum && level === 'fault') sum.level = 'fault';
    return sum;
  }

  function clear({ alarm, level }: Active, timeUs: number, standing = false): void {
    activeCount -= 1;
    const stoodUs = Math.min(timeUs, toUs) - Math.max(alarm.timeUs, fromUs);
    if (stoodUs <= 0 && !standing) return;
    const sum = sumOf(alarm, level);
    if (!sum) return;
    sum.activeUs += Math.max(0, stoodUs);
    sum.standing ||= standing;
  }

  return {
    add: (event) => {
      if (event.kind !== 'condition' || event.path === undefined) return undefined;
      const { level, nativeCode } = event.attributes;
      const key = typeof nativeCode === 'string' ? nativeCode : '';
      const ofPath = active.get(event.path) ?? new Map<string, Active>();
      if (level !== 'warning' && level !== 'fault') {
        const gone = level === 'normal' && key !== '' ? [key] : [...ofPath.keys()];
        for (const each of gone) {
          const one = ofPath.get(each);
          if (one && ofPath.delete(each)) clear(one, event.timeUs);
        }
        if (ofPath.size === 0) active.delete(event.path);
        return undefined;
      }
      const known = ofPath.get(key);
      if (known) {
        ofPath.set(key, { alarm: known.alarm, level });
        return undefined;
      }
      if (activeCount >= mostActive) return undefined;
      activeCount += 1;
      const alarm = alarmOf(event);
      ofPath.set(key, { alarm, level });
      active.set(event.path, ofPath);
      if (event.timeUs >= fromUs) {
        const sum = sumOf(alarm, level);
        if (sum) {
          sum.count += 1;
          sum.message = event.message;
        }
      }
      return alarm;
    },
    standing: (sinceUs) => {
      const all = [...active.values()].flatMap((ofPath) => [...ofPath.values()]);
      const byTime = all.toSorted((a, b) => a.alarm.timeUs - b.alarm.timeUs);
      const fresh = byTime.find(({ alarm }) => alarm.timeUs >= sinceUs);
      return (fresh ?? byTime.find(({ level }) => level === 'fault'))?.alarm;
    },
    sums: () => {
      for (const ofPath of active.values()) for (const one of ofPath.values()) clear(one, toUs, true);
      active.clear();
      return [...sums.values()].sort((a, b) => b.count - a.count || b.activeUs - a.activeUs);
    },
  };
}

const alarmOf = (event: Event): AlarmOfStop => ({
  event: formatEventId(event),
  code: event.code,
  message: event.message,
  timeUs: event.timeUs,
  ...(event.path === undefined ? {} : { path: event.path }),
  ...(typeof event.attributes.nativeCode === 'string' ? { number: event.attributes.nativeCode } : {}),
});
