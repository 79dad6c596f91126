/** What event codes mean, asked of the server for many rows at once, and remembered for a while. */
import { type ExplanationTextsView, explained } from '@mantinel/contract';

export interface ExplanationCache {
  /** Undefined while it is not known, and where nobody has explained it. */
  of(machine: string | undefined, code: string): ExplanationTextsView | undefined;
  /** Called when something became known. */
  subscribe(listener: () => void): () => void;
  /** Grows with whatever becomes known. */
  version(): number;
}

export interface ExplanationCacheOptions {
  readonly ask: (of: readonly string[]) => Promise<ReadonlyMap<string, ExplanationTextsView>>;
  /** Milliseconds. */
  readonly now: () => number;
  /** Rows that come together are asked for together. */
  readonly waitMs?: number;
}

/** What a shop changes is seen so soon at the latest; what was known stays in sight meanwhile. */
const freshMs = 60_000;
/** An address holds so many. */
const mostAtOnce = 60;
const mostRemembered = 5000;

interface Known {
  readonly texts: ExplanationTextsView | undefined;
  readonly askedMs: number;
}

export function explanationCache({ ask, now, waitMs = 25 }: ExplanationCacheOptions): ExplanationCache {
  const known = new Map<string, Known>();
  const listeners = new Set<() => void>();
  let wanted = new Set<string>();
  let version = 0;

  async function askAll(keys: readonly string[]): Promise<void> {
    try {
      const answers = await ask(keys);
      let changed = false;
      for (const key of keys) {
        const texts = answers.get(key);
        changed ||= JSON.stringify(texts) !== JSON.stringify(known.get(key)?.texts);
        known.set(key, { texts, askedMs: now() });
      }
      if (!changed) return;
      version += 1;
      for (const listener of listeners) listener();
    } catch {
      // Rows show the control's own text meanwhile; it is asked again when this has become old.
    }
  }

  function flush(): void {
    const keys = [...wanted];
    wanted = new Set();
    for (let from = 0; from < keys.length; from += mostAtOnce)
      void askAll(keys.slice(from, from + mostAtOnce));
  }

  return {
    of: (machine, code) => {
      const key = explained(machine, code);
      const found = known.get(key);
      if (!found || now() - found.askedMs > freshMs) {
        if (known.size >= mostRemembered) known.clear();
        known.set(key, { texts: found?.texts, askedMs: now() });
        if (wanted.size === 0) setTimeout(flush, waitMs);
        wanted.add(key);
      }
      return found?.texts;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}
