/** What events tell of a machine as stretches of time: what it did, and which conditions stood. */
import type { Event } from '@mantinel/contract';
import { sourceConnected, sourceLost } from '@mantinel/domain';

export interface Span {
  readonly fromUs: number;
  /** Undefined while it lasts. */
  readonly toUs?: number;
}

/** `unknown`: it did not tell, or was not heard. */
export type Doing = 'running' | 'idle' | 'stopped' | 'unknown';
export interface DoingSpan extends Span {
  readonly doing: Doing;
}

/** As the tiles have it (machine-state.ts of the domain). */
function doingOf({ code, attributes: { value } }: Event): Doing | undefined {
  if (code === sourceLost || code === sourceConnected) return 'unknown';
  if (code !== 'machine.execution') return undefined;
  switch (value) {
    case 'ACTIVE':
      return 'running';
    case 'READY':
    case 'PROGRAM_COMPLETED':
      return 'idle';
    case undefined:
    case null:
    case 'UNAVAILABLE':
      return 'unknown';
    default:
      return 'stopped';
  }
}

/** Events in order of time; of before the first nothing is known. */
export function doingSpans(events: readonly Event[]): DoingSpan[] {
  const spans: { fromUs: number; toUs?: number; doing: Doing }[] = [];
  for (const event of events) {
    const doing = doingOf(event);
    const last = spans.at(-1);
    if (doing === undefined || doing === last?.doing) continue;
    if (last) last.toUs = event.timeUs;
    spans.push({ fromUs: event.timeUs, doing });
  }
  return spans;
}

export interface ConditionSpan extends Span {
  readonly id: string;
  readonly level: 'warning' | 'fault';
  /** The event that raised it, which says what it is. */
  readonly event: Event;
}

/** MTConnect: a condition is raised by path and native code; `normal` without a code ends all of its path. */
export function conditionSpans(events: readonly Event[]): ConditionSpan[] {
  const done: ConditionSpan[] = [];
  const open = new Map<string, ConditionSpan>();
  const end = (key: string, toUs: number) => {
    const span = open.get(key);
    if (span) done.push({ ...span, toUs });
    open.delete(key);
  };
  for (const event of events) {
    if (event.kind !== 'condition') continue;
    const { path = '', timeUs } = event;
    const { level, nativeCode } = event.attributes;
    const code = typeof nativeCode === 'string' ? nativeCode : '';
    const key = `${path}\n${code}`;
    if (level === 'warning' || level === 'fault') {
      if (open.get(key)?.level === level) continue;
      end(key, timeUs);
      open.set(key, { id: event.id, level, fromUs: timeUs, event });
    } else
      for (const each of [...open.keys()])
        if (each === key || (code === '' && each.startsWith(`${path}\n`))) end(each, timeUs);
  }
  return [...done, ...open.values()].sort((a, b) => a.fromUs - b.fromUs);
}
