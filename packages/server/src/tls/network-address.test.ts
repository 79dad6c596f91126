import { expect, test } from 'vitest';
import { issue, makeAuthority } from './authority.ts';
import type { InUse } from './certificates.ts';
import { networkAddress } from './network-address.ts';

const issuing = {
  nowUs: () => 1_790_000_000_000_000,
  randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
};
const own = {
  names: ['shop-pc.local', 'shop-pc'],
  addresses: ['fd00::7', '169.254.3.4', '192.168.7.20', '10.0.0.4'],
};
async function inUse(source: InUse['source'], names: string[]): Promise<InUse> {
  const authority = await makeAuthority({ name: 'Shop', names }, issuing);
  return { ...(await issue({ use: 'server', names, days: 30 }, authority, issuing)), source };
}
const local = await inUse('local', ['shop-pc.local']);
const at = (change: Partial<Parameters<typeof networkAddress>[0]>) =>
  networkAddress({ host: '0.0.0.0', port: 8620, names: [], own, inUse: local, ...change });

test('by name and by address, and where a device is led to trust it', () => {
  expect(at({})).toEqual({
    urls: ['https://shop-pc.local:8620', 'https://192.168.7.20:8620'],
    trustUrl: 'http://192.168.7.20:8620/trust',
  });
  expect(at({ names: ['Mantinel.shop.example'] })?.urls[0]).toBe('https://mantinel.shop.example:8620');
});

test('the one address that is listened on, also of IPv6', () => {
  expect(at({ host: '10.0.0.4' })?.urls[1]).toBe('https://10.0.0.4:8620');
  expect(at({ host: 'fd00::7' })?.urls[1]).toBe('https://[fd00::7]:8620');
});

test('a computer without any name but an address, and one without either', () => {
  const nameless = { names: [], addresses: ['192.168.7.20'] };
  expect(at({ own: nameless })?.urls).toEqual(['https://192.168.7.20:8620']);
  expect(at({ own: { names: [], addresses: [] } })).toEqual({ urls: [] });
});

test('a certificate of others: by its own names alone, and nothing is to be trusted first', async () => {
  const foreign = await inUse('files', ['*.shop.example', 'mill.shop.example']);
  expect(at({ inUse: foreign })).toEqual({ urls: ['https://mill.shop.example:8620'] });
});

test.each([
  ['on this computer alone', { host: '127.0.0.1' }],
  ['without encryption', { inUse: undefined }],
])('%s there is none', (_name, change) => {
  expect(at(change)).toBeUndefined();
});
