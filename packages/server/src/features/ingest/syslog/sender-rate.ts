/** How much one sender may say over UDP, where nobody can be asked to wait: a bucket of a second's worth. */

export interface SenderRate {
  /** False where this one is too much. */
  take(sender: string): boolean;
}

/** Addresses can be forged: beyond so many the one that spoke longest ago makes room. */
const capacity = 10_000;

export function senderRate(perSecond: number, nowUs: () => number): SenderRate {
  const buckets = new Map<string, { left: number; atUs: number }>();
  return {
    take: (sender) => {
      const now = nowUs();
      const known = buckets.get(sender);
      const earned = known ? (Math.max(0, now - known.atUs) / 1e6) * perSecond : perSecond;
      const left = Math.min(perSecond, (known?.left ?? 0) + earned);
      buckets.delete(sender);
      buckets.set(sender, { left: left >= 1 ? left - 1 : left, atUs: now });
      if (buckets.size > capacity) buckets.delete(buckets.keys().next().value!);
      return left >= 1;
    },
  };
}
