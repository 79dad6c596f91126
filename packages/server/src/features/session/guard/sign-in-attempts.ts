/**
 * Slows guessing of passwords without locking anyone out: whoever guesses waits ever longer, up to a minute. Devices that a person
 * has signed in on before are counted by themselves, so that nobody else's guesses hold them up.
 */
import { AppError, type config } from '@mantinel/contract';

export interface SignInAttempts {
  /** Counts an attempt before it is checked, so that many at once do not slip through. Throws `session.tooManyAttempts`. */
  begin(attempt: Attempt): void;
  succeeded(attempt: Attempt): void;
  /** It was not even looked at, or was right as far as it went: as if it had not been. */
  takenBack(attempt: Attempt): void;
  /** How many names, addresses and devices are remembered. */
  readonly size: number;
}

export interface Attempt {
  /** Absent where nobody is guessed at: then the address alone counts. */
  readonly name: string | undefined;
  readonly address: string;
  /** One that this person has signed in on before. */
  readonly device?: string | undefined;
}

interface Tally {
  /** Leaks away: as many as are free within a window. */
  failures: number;
  atUs: number;
  notBeforeUs: number;
}

interface Counter {
  readonly key: string;
  readonly free: number;
  /** A right password forgives all of it; elsewhere only itself, or who has one account could guess at all others. */
  readonly own: boolean;
}

/** No wait, whatever the clock says. */
const never = Number.NEGATIVE_INFINITY;
/** Bounds the memory that a flood of invented names may take. */
const largest = 10_000;

export function signInAttempts(nowUs: () => number, limits: config.SignInLimits): SignInAttempts {
  const tallies = new Map<string, Tally>();
  const longestWaitUs = limits.longestWaitSeconds * 1_000_000;
  const windowUs = limits.windowMinutes * 60_000_000;

  function countersOf({ name, address: full, device }: Attempt): Counter[] {
    const { perPersonAndAddress, perPerson, perAddress } = limits;
    const counted = addressBlock(full);
    const ofAddress = { key: `address ${counted}`, free: perAddress, own: false };
    if (name === undefined) return [ofAddress];
    const person = name.toLowerCase();
    if (device !== undefined)
      return [{ key: `device ${device} ${person}`, free: perPersonAndAddress, own: true }];
    return [
      { key: `pair ${counted} ${person}`, free: perPersonAndAddress, own: true },
      { key: `person ${person}`, free: perPerson, own: false },
      ofAddress,
    ];
  }

  function current({ key, free }: Counter): Tally {
    const now = nowUs();
    const tally = tallies.get(key) ?? { failures: 0, atUs: now, notBeforeUs: never };
    tally.failures = Math.max(0, tally.failures - (free * Math.max(0, now - tally.atUs)) / windowUs);
    tally.atUs = now;
    // Farther off than any wait: the clock was set back.
    if (tally.notBeforeUs - now > longestWaitUs) tally.notBeforeUs = never;
    // Most recently used last; the oldest makes room.
    tallies.delete(key);
    tallies.set(key, tally);
    if (tallies.size > largest) tallies.delete(tallies.keys().next().value!);
    return tally;
  }

  function takeBack({ key, free }: Counter): void {
    const tally = tallies.get(key);
    if (!tally) return;
    tally.failures -= 1;
    if (tally.failures <= 0) tallies.delete(key);
    else if (tally.failures < free) tally.notBeforeUs = never;
  }

  return {
    begin: (attempt) => {
      const counted = countersOf(attempt).map((counter) => ({ tally: current(counter), free: counter.free }));
      const waitUs = Math.max(...counted.map(({ tally }) => tally.notBeforeUs - nowUs()));
      if (waitUs > 0)
        throw new AppError('session.tooManyAttempts', { data: { seconds: Math.ceil(waitUs / 1_000_000) } });
      for (const { tally, free } of counted) {
        tally.failures += 1;
        const over = Math.round(tally.failures - free);
        tally.notBeforeUs =
          over < 0 ? never : nowUs() + Math.min(longestWaitUs, 1_000_000 * 2 ** Math.min(over, 12));
      }
    },
    succeeded: (attempt) => {
      for (const counter of countersOf(attempt))
        if (counter.own) tallies.delete(counter.key);
        else takeBack(counter);
    },
    takenBack: (attempt) => {
      for (const counter of countersOf(attempt)) takeBack(counter);
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
