/** How a route reads the logbook, so that who read what is told in the audit trail (decision 0075). */

/** The views of the logbook, by the names that the audit trail shows. */
export type LogView =
  | 'page'
  | 'counts'
  | 'facets'
  | 'histogram'
  | 'patterns'
  | 'completions'
  | 'event'
  | 'proof'
  | 'shiftReport'
  | 'whyStopped'
  | 'export'
  | 'stream';

/** How far a reader got. */
export interface Covered {
  /** Events that were handed over. */
  readonly events: number;
  /** Of the first and the last of them, by their own time; absent where there was none. */
  readonly fromUs?: number;
  readonly toUs?: number;
}

export interface Reads<Answer> {
  readonly view: LogView;
  /**
   * `look`: what belongs together is told together. `file`: each is told by itself, when it begins and when it ends. `tail`: told
   * when it begins and when it ends.
   */
  readonly as: 'look' | 'file' | 'tail';
  /** Of a look whose answer holds events. A file or a tail counts as it goes: `Media.covered`. */
  readonly covered?: (answer: Answer) => Covered;
}

/** Of a page or a part of a stream. */
export function coveredBy(events: readonly { readonly timeUs: number }[]): Covered {
  if (events.length === 0) return { events: 0 };
  let [fromUs, toUs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { timeUs } of events) {
    if (timeUs < fromUs) fromUs = timeUs;
    if (timeUs > toUs) toUs = timeUs;
  }
  return { events: events.length, fromUs, toUs };
}

export function coveredTogether(a: Covered, b: Covered): Covered {
  if (a.fromUs === undefined || a.toUs === undefined) return { ...b, events: a.events + b.events };
  if (b.fromUs === undefined || b.toUs === undefined) return { ...a, events: a.events + b.events };
  return {
    events: a.events + b.events,
    fromUs: Math.min(a.fromUs, b.fromUs),
    toUs: Math.max(a.toUs, b.toUs),
  };
}
