/** The three levels: views of the same events for the person who looks. */
import type { Kind, NewEvent } from './event.ts';
import { type Severity, severity } from './severity.ts';

export const levels = ['developer', 'technical', 'operator'] as const;
export type Level = (typeof levels)[number];

/** What a level shows, as data, so that stores can select by it without decoding events. */
export interface LevelRule {
  readonly minSeverity: Severity;
  /** Kinds never shown at this level, however severe. */
  readonly without: readonly Kind[];
}

/**
 * developer: everything, stack traces. technical: INFO and up. operator: WARN and up in plain words, hence none of the
 * product's own log lines, which speak to developers; what an operator must know of the product is told by events of its own.
 */
export const levelRules: Readonly<Record<Level, LevelRule>> = {
  developer: { minSeverity: severity.trace, without: [] },
  technical: { minSeverity: severity.info, without: [] },
  operator: { minSeverity: severity.warn, without: ['log'] },
};

export function isVisibleAt(level: Level, event: Pick<NewEvent, 'severity' | 'kind'>): boolean {
  const rule = levelRules[level];
  return event.severity >= rule.minSeverity && !rule.without.includes(event.kind);
}
