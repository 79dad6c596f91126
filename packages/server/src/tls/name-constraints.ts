/** What a local authority may vouch for at most (RFC 5280, 4.2.1.10): a stolen key of it opens nobody's bank. */
import { isIP, isIPv4 } from 'node:net';

export const nameConstraintsOid = '2.5.29.30';

/** Names that no public authority gives away: RFC 6762, 6761, 8375, ICANN's reserved one, and what routers call a home network. */
const localDomains = ['local', 'localhost', 'home.arpa', 'internal', 'lan'] as const;

/** Private, shared, link-local and loopback networks (RFC 1918, 6598, 3927, 4193, 4291). */
const localNetworks = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
] as const;

/** The DER value of the extension: local names and networks, and what is named besides. */
export function nameConstraints(names: readonly string[]): Uint8Array<ArrayBuffer> {
  const domains = new Set([...localDomains, ...names.filter((name) => isIP(name) === 0)]);
  const single = names.filter((name) => isIP(name) !== 0).map((ip) => `${ip}/${isIPv4(ip) ? 32 : 128}`);
  const subtrees = [
    ...[...domains].map((domain) => sequence(der(0x82, Buffer.from(domain, 'latin1')))),
    ...[...new Set([...localNetworks, ...single])].map((network) => sequence(der(0x87, range(network)))),
  ];
  return new Uint8Array(sequence(der(0xa0, Buffer.concat(subtrees))));
}

/** Address and mask, one after the other. */
function range(network: string): Buffer {
  const [address = '', bits = ''] = network.split('/');
  const bytes = addressBytes(address);
  const mask = Buffer.alloc(bytes.length);
  for (let bit = 0; bit < Number(bits); bit++) mask[bit >> 3]! |= 0x80 >> (bit & 7);
  return Buffer.concat([bytes, mask]);
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  // The parser of addresses writes out what is dotted at the end of an IPv6 address.
  const [head = '', tail] = new URL(`http://[${address.split('%', 1)[0]}]`).hostname.slice(1, -1).split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const before = groups(head);
  const after = groups(tail);
  const middle = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array<string>(middle).fill('0'), ...after];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}

const sequence = (content: Buffer) => der(0x30, content);

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
