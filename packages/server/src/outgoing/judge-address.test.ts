import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeAddress } from './judge-address.ts';

const kindOf = (address: string) => judgeAddress(address).kind;

test.each([
  '0.0.0.0',
  '127.0.0.1',
  '127.255.255.255',
  '169.254.169.254',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '0:0:0:0:0:ffff:a9fe:a9fe',
  '64:ff9b::7f00:1',
  '64:ff9b::169.254.169.254',
  '2002:7f00:1::',
  '2002:a9fe:a9fe::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'localhost',
  '127.1',
  '',
])('%s is refused', (address) => expect(kindOf(address)).toBe('refused'));

test.each([
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '::ffff:10.0.0.1',
  '64:ff9b::10.0.0.1',
  '2002:c0a8:101::1',
  'fd12:3456::1',
])('%s is private', (address) => expect(kindOf(address)).toBe('private'));

test.each([
  '1.1.1.1',
  '172.32.0.1',
  '192.167.255.255',
  '2606:4700::1111',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
])('%s is public', (address) => expect(kindOf(address)).toBe('public'));

test('an IPv4 address is judged alike in every way IPv6 has to write it', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const [a, b, c, d] = address.split('.').map(Number) as [number, number, number, number];
      const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
      const expected = judgeAddress(address);
      for (const form of [`::ffff:${address}`, `::FFFF:${hex}`, `64:ff9b::${hex}`, `2002:${hex}::1`])
        expect([form, judgeAddress(form)]).toEqual([form, expected]);
    }),
    { numRuns: 2000 },
  );
});
