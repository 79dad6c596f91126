/**
 * Takes up a whole logbook, also one of which retention has removed parts: where events are missing, the next checkpoint in
 * it says how things stood, and the fold goes on from there.
 */
import { comparePositions, type Event, type Position } from '../event.ts';
import type { AlarmCheckpoint } from './alarm-checkpoint.ts';
import { type AlarmEngine, type AlarmEngineOptions, alarmEngine } from './alarm-engine.ts';

/** Told in parts, each an event of this code. */
export const alarmCheckpointCode = 'alarm.checkpoint';

export interface ToldCheckpoint {
  /** The last event that it takes account of. */
  readonly at: Position;
  readonly checkpoint: AlarmCheckpoint;
}

export interface AlarmFoldOptions extends AlarmEngineOptions {
  /** Collects the parts of a checkpoint; undefined until it is whole. Throws for one that cannot be read. */
  readonly read: (event: Event) => ToldCheckpoint | undefined;
  /** Everything known before no longer holds: the alarms of a checkpoint stand in its place. */
  readonly onReplaced?: (engine: AlarmEngine) => void;
  /** A checkpoint that is no use; the fold goes on without it. */
  readonly onUnreadable?: (error: unknown) => void;
}

export interface AlarmFold {
  take(event: Event): void;
  engine(): AlarmEngine;
}

/** Between a checkpoint and the event that tells it lie so many others at most. */
const rememberedEvents = 20_000;

export function alarmFold(options: AlarmFoldOptions, from?: ToldCheckpoint): AlarmFold {
  let engine = alarmEngine(options, from?.checkpoint);
  let last: Position | undefined = from?.at;
  /** Events are missing since the last checkpoint, or since the beginning. */
  let holes = false;
  let remembered: Event[] = [];

  function take(event: Event): void {
    const { epoch, seq } = event;
    const follows = last ? (epoch === last.epoch ? seq === last.seq + 1 : seq === 1) : seq === 1;
    if (!follows) holes = true;
    last = { epoch, seq };
    if (event.code === alarmCheckpointCode) {
      takeCheckpoint(event);
      return;
    }
    engine.take(event);
    // Readings move no alarm but by limits; those of the last moment may be told again.
    if (!holes || event.kind === 'sample') return;
    remembered.push(event);
    if (remembered.length > 2 * rememberedEvents) remembered = remembered.slice(-rememberedEvents);
  }

  function takeCheckpoint(event: Event): void {
    let told: ToldCheckpoint | undefined;
    try {
      told = options.read(event);
    } catch (error) {
      options.onUnreadable?.(error);
    }
    if (!told || !holes) return;
    const { at, checkpoint } = told;
    engine = alarmEngine(options, checkpoint);
    options.onReplaced?.(engine);
    for (const later of remembered) if (comparePositions(later, at) > 0) engine.take(later);
    holes = false;
    remembered = [];
  }

  return { take, engine: () => engine };
}
