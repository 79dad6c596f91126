/** What an authenticator app shows for a secret in base32. */
import { hotp, stepAt } from '../../src/features/session/second-factor/totp.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function appCode(secret: string, nowUs = Date.now() * 1000): string {
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return hotp(
    Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))),
    stepAt(nowUs),
  );
}
