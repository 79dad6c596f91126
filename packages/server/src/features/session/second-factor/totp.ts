/** One-time passwords by time: RFC 6238 on RFC 4226, with what authenticator apps understand: SHA-1, six digits, 30 s. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const stepUs = 30_000_000;
/** A code of the step before and after is taken too: RFC 6238, 5.2 and 6. */
const driftSteps = 1;
const hourSteps = 120;

interface HotpOptions {
  readonly digits?: number;
  readonly algorithm?: 'sha1' | 'sha256' | 'sha512';
}

/** RFC 4226, 5.3. */
export function hotp(secret: Uint8Array, counter: number, options: HotpOptions = {}): string {
  const { digits = 6, algorithm = 'sha1' } = options;
  const moving = Buffer.alloc(8);
  moving.writeBigUInt64BE(BigInt(counter));
  const hash = createHmac(algorithm, secret).update(moving).digest();
  const truncated = hash.readUInt32BE(hash.at(-1)! & 0xf) & 0x7fffffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
}

export const stepAt = (timeUs: number): number => Math.floor(timeUs / stepUs);

export type Verdict =
  | { readonly kind: 'right'; readonly step: number }
  /** It was taken before, or a later one was. */
  | { readonly kind: 'used' }
  /** The code of another time: the phone's clock or ours is off by so much. */
  | { readonly kind: 'clock'; readonly minutes: number }
  /** A later code was taken before our clock was set back: until it comes there again, no code can be told from a repeated one. */
  | { readonly kind: 'setBack'; readonly minutes: number }
  | { readonly kind: 'wrong' };

export interface CheckOptions {
  readonly secret: Uint8Array;
  readonly nowUs: number;
  readonly lastStep?: number | undefined;
  /**
   * Whether codes of times to come are recognised as a wrong clock. Only while setting up: telling a guesser that a code will be
   * right in a while would make it one. A code of the past will never be right.
   */
  readonly tellFuture?: boolean;
}

export function checkCode(code: string, options: CheckOptions): Verdict {
  const { secret, nowUs, lastStep = -1, tellFuture = false } = options;
  const now = stepAt(nowUs);
  const isCodeOf = (step: number) => step >= 0 && same(hotp(secret, step), code);
  let used = false;
  for (let step = now - driftSteps; step <= now + driftSteps; step++) {
    if (!isCodeOf(step)) continue;
    if (step > lastStep) return { kind: 'right', step };
    used = true;
  }
  // With a drift of the phone a code may be a step ahead; more is our own clock.
  const aheadSteps = lastStep - now - driftSteps;
  if (used && aheadSteps > 0)
    return { kind: 'setBack', minutes: Math.ceil((aheadSteps * stepUs) / 60_000_000) };
  if (used) return { kind: 'used' };
  const hours = 12;
  for (let off = driftSteps + 1; off <= hours * hourSteps; off++) {
    const step = isCodeOf(now - off) ? now - off : tellFuture && isCodeOf(now + off) ? now + off : undefined;
    if (step === undefined) continue;
    return step <= lastStep
      ? { kind: 'used' }
      : { kind: 'clock', minutes: Math.round((off * stepUs) / 60_000_000) };
  }
  return { kind: 'wrong' };
}

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, 6, without padding. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

/** What a QR code for authenticator apps holds. */
export function otpauthUri({
  secret,
  account,
  issuer,
}: {
  secret: string;
  account: string;
  issuer: string;
}): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const query = new URLSearchParams({ secret, issuer, algorithm: 'SHA1', digits: '6', period: '30' });
  return `otpauth://totp/${label}?${query.toString().replaceAll('+', '%20')}`;
}
