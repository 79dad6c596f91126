/** The rules as last known: asked for every few seconds at most, and remembered while the database is away. */
import type { NotificationRuleRow, Store } from '@mantinel/store';

export interface KnownRules {
  /** Throws `store.unavailable`. */
  active(): Promise<readonly NotificationRuleRow[]>;
  /** Never asks. */
  remembered(): readonly NotificationRuleRow[];
  /** They were changed by this process. */
  changed(): void;
}

/** Another process may have changed them. */
const trustUs = 5_000_000;

export function knownRules(store: Pick<Store, 'notificationRules'>, nowUs: () => number): KnownRules {
  let known: readonly NotificationRuleRow[] = [];
  let askedUs = Number.NEGATIVE_INFINITY;
  let changes = 0;
  return {
    active: async () => {
      while (nowUs() - askedUs >= trustUs) {
        const [before, startedUs] = [changes, nowUs()];
        known = await store.notificationRules.active();
        // An answer from before a change is asked for again.
        if (before === changes) askedUs = startedUs;
      }
      return known;
    },
    remembered: () => known,
    changed: () => {
      changes += 1;
      askedUs = Number.NEGATIVE_INFINITY;
    },
  };
}
