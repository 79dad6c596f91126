/** Slows guessing of passwords without locking anyone out: the wait is per name and address, and ends by itself. */
import { AppError } from '@mantinel/contract';

export interface SignInAttempts {
  /** Counts an attempt before it is checked, so that many at once do not slip through. Throws `session.tooManyAttempts`. */
  begin(attempt: Attempt): void;
  succeeded(attempt: Attempt): void;
  /** The attempt just begun was no guess: what was counted before it stays. */
  uncount(attempt: Attempt): void;
  /** How many names and addresses are remembered. */
  readonly size: number;
}

export interface Attempt {
  readonly name: string;
  readonly address: string;
}

interface Tally {
  failures: number;
  notBeforeUs: number;
}

const freeTries = { pair: 4, address: 20 };
const longestWaitUs = 60_000_000;
const forgetAfterUs = 15 * 60_000_000;
/** Bounds the memory that a flood of invented names may take. */
const largest = 10_000;

export function signInAttempts(nowUs: () => number): SignInAttempts {
  const tallies = new Map<string, Tally>();
  const keysOf = ({ name, address: full }: Attempt) => {
    const address = addressBlock(full);
    return [
      { key: `${address} ${name.toLowerCase()}`, free: freeTries.pair },
      { key: address, free: freeTries.address },
    ] as const;
  };

  function current(key: string): Tally {
    const found = tallies.get(key);
    const fresh =
      found === undefined || nowUs() - found.notBeforeUs > forgetAfterUs
        ? { failures: 0, notBeforeUs: nowUs() }
        : found;
    // Most recently used last; the oldest makes room.
    tallies.delete(key);
    tallies.set(key, fresh);
    if (tallies.size > largest) tallies.delete(tallies.keys().next().value!);
    return fresh;
  }

  return {
    begin: (attempt) => {
      const counted = keysOf(attempt).map(({ key, free }) => ({ tally: current(key), free }));
      const waitUs = Math.max(...counted.map(({ tally }) => tally.notBeforeUs - nowUs()));
      if (waitUs > 0)
        throw new AppError('session.tooManyAttempts', { data: { seconds: Math.ceil(waitUs / 1_000_000) } });
      for (const { tally, free } of counted) {
        tally.failures += 1;
        const over = tally.failures - free;
        tally.notBeforeUs =
          nowUs() + (over < 0 ? 0 : Math.min(longestWaitUs, 1_000_000 * 2 ** Math.min(over, 10)));
      }
    },
    uncount: (attempt) => {
      for (const { key } of keysOf(attempt)) {
        const tally = tallies.get(key);
        if (!tally) continue;
        tally.failures -= 1;
        // It began because nobody had to wait.
        tally.notBeforeUs = nowUs();
      }
    },
    succeeded: (attempt) => {
      for (const { key } of keysOf(attempt)) tallies.delete(key);
    },
    get size() {
      return tallies.size;
    },
  };
}

/** An IPv6 host has 2^64 addresses of its own: they count as one. */
function addressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const all = [
    ...groups,
    ...Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0'),
    ...after,
  ];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
