import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { base32, checkCode, hotp, otpauthUri, stepAt } from './totp.ts';

/** RFC 6238, appendix B: seeds of the length of each hash. */
const seeds = {
  sha1: Buffer.from('12345678901234567890'),
  sha256: Buffer.from('12345678901234567890123456789012'),
  sha512: Buffer.from('1234567890123456789012345678901234567890123456789012345678901234'),
};

test.each([
  [59, '94287082', '46119246', '90693936'],
  [1111111109, '07081804', '68084774', '25091201'],
  [1111111111, '14050471', '67062674', '99943326'],
  [1234567890, '89005924', '91819424', '93441116'],
  [2000000000, '69279037', '90698825', '38618901'],
  [20000000000, '65353130', '77737706', '47863826'],
])('RFC 6238, appendix B, at %d s', (seconds, sha1, sha256, sha512) => {
  const counter = stepAt(seconds * 1_000_000);
  for (const [algorithm, code] of Object.entries({ sha1, sha256, sha512 }) as [keyof typeof seeds, string][])
    expect(hotp(seeds[algorithm], counter, { digits: 8, algorithm })).toBe(code);
});

test.each(
  [755224, 287082, 359152, 969429, 338314, 254676, 287922, 162583, 399871, 520489].map(
    (code, counter) => [counter, String(code)] as const,
  ),
)('RFC 4226, appendix D, counter %d', (counter, code) => {
  expect(hotp(seeds.sha1, counter)).toBe(code);
});

const secret = randomBytes(20);
const nowUs = 1_790_000_010_000_000;
const now = stepAt(nowUs);
const check = (steps: number, options: { lastStep?: number; tellFuture?: boolean } = {}) =>
  checkCode(hotp(secret, now + steps), { secret, nowUs, ...options });

test('a step of drift either way is taken; a code is taken once, and none older than the last', () => {
  for (const steps of [-1, 0, 1]) expect(check(steps)).toEqual({ kind: 'right', step: now + steps });
  expect(check(0, { lastStep: now })).toEqual({ kind: 'used' });
  expect(check(-1, { lastStep: now })).toEqual({ kind: 'used' });
  expect(check(1, { lastStep: now })).toEqual({ kind: 'right', step: now + 1 });
  expect(check(-20, { lastStep: now - 10 })).toEqual({ kind: 'used' });
});

test('a clock that is far off is told in minutes; one that runs ahead only while setting up', () => {
  expect(check(-2)).toEqual({ kind: 'clock', minutes: 1 });
  expect(check(-240)).toEqual({ kind: 'clock', minutes: 120 });
  expect(check(240)).toEqual({ kind: 'wrong' });
  expect(check(240, { tellFuture: true })).toEqual({ kind: 'clock', minutes: 120 });
  expect(check(-3000)).toEqual({ kind: 'wrong' });
  expect(checkCode('', { secret, nowUs })).toEqual({ kind: 'wrong' });
});

test('RFC 4648, 10: base32', () => {
  const vectors = {
    '': '',
    f: 'MY',
    fo: 'MZXQ',
    foo: 'MZXW6',
    foob: 'MZXW6YQ',
    fooba: 'MZXW6YTB',
    foobar: 'MZXW6YTBOI',
  };
  for (const [text, encoded] of Object.entries(vectors)) expect(base32(Buffer.from(text))).toBe(encoded);
});

test('the URI names issuer and account, whatever they hold', () => {
  const uri = otpauthUri({ secret: 'ABC', account: 'Ján & Co: 1', issuer: 'Mantinel plant' });
  expect(new URL(uri).searchParams.get('issuer')).toBe('Mantinel plant');
  expect(uri).toMatch(
    /^otpauth:\/\/totp\/Mantinel%20plant:J%C3%A1n%20%26%20Co%3A%201\?secret=ABC&issuer=Mantinel%20plant&/,
  );
});
