/** Tells a badge reader that types like a keyboard from a person who does. */

/** Readers leave 1 to 50 ms between characters; people rarely go below 80. */
const longestGapMs = 70;
const badge = /^[0-9A-Za-z]{4,64}$/;

export interface WedgeReader {
  /** Of a `keydown`; answers with the badge number once it is whole. */
  key(key: string, atMs: number): string | undefined;
}

export function wedgeReader(): WedgeReader {
  let typed = '';
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    key: (key, atMs) => {
      const fast = atMs - lastMs <= longestGapMs;
      lastMs = atMs;
      if (!fast) typed = '';
      if (key.length === 1) {
        typed += key;
        return undefined;
      }
      // A reader may press Shift for a capital letter; any other key ends what was begun.
      if (key === 'Shift') return undefined;
      const whole = key === 'Enter' || key === 'Tab' ? typed : '';
      typed = '';
      return badge.test(whole) ? whole : undefined;
    },
  };
}
