/** Which addresses the program may connect to by the wish of somebody else (server-side request forgery, OWASP). */
import { BlockList, isIPv4, isIPv6 } from 'node:net';

export interface Verdict {
  /** `private` is allowed where the configuration names the network; `refused` never. */
  readonly kind: 'public' | 'private' | 'refused';
  /** For people, of what is refused. */
  readonly reason: string;
}

type Range = readonly [network: string, prefix: number, reason: string];

/** IANA's special-purpose registry (RFC 6890), and where clouds keep the keys of a machine. */
const refused: readonly Range[] = [
  ['0.0.0.0', 8, 'it is the unspecified network'],
  ['127.0.0.0', 8, 'it is this computer'],
  ['169.254.0.0', 16, 'it is link-local, where clouds keep their metadata'],
  ['100.100.100.200', 32, 'it is a cloud’s metadata'],
  ['168.63.129.16', 32, 'it is a cloud’s metadata'],
  ['192.0.0.0', 24, 'it is reserved'],
  ['192.0.2.0', 24, 'it is for documentation'],
  ['192.88.99.0', 24, 'it is reserved'],
  ['198.18.0.0', 15, 'it is for benchmarks'],
  ['198.51.100.0', 24, 'it is for documentation'],
  ['203.0.113.0', 24, 'it is for documentation'],
  ['224.0.0.0', 4, 'it is multicast'],
  ['240.0.0.0', 4, 'it is reserved or broadcast'],
  ['::', 96, 'it is unspecified, this computer or a form no longer used'],
  ['64:ff9b:1::', 48, 'it is a local translation to IPv4'],
  ['100::', 64, 'it leads nowhere'],
  ['2001::', 23, 'it is a tunnel or reserved'],
  ['2001:db8::', 32, 'it is for documentation'],
  ['3fff::', 20, 'it is for documentation'],
  ['5f00::', 16, 'it is for segment routing'],
  ['fd00:ec2::', 32, 'it is a cloud’s metadata'],
  ['fd20:ce::', 32, 'it is a cloud’s metadata'],
  ['fe80::', 10, 'it is link-local'],
  ['fec0::', 10, 'it is site-local, a form no longer used'],
  ['ff00::', 8, 'it is multicast'],
];
const privates: readonly Range[] = [
  ['10.0.0.0', 8, 'it is in a private network'],
  ['100.64.0.0', 10, 'it is behind a carrier’s translation'],
  ['172.16.0.0', 12, 'it is in a private network'],
  ['192.168.0.0', 16, 'it is in a private network'],
  ['fc00::', 7, 'it is in a private network'],
];

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6');

const rules = (ranges: readonly Range[]) =>
  ranges.map(([network, prefix, reason]) => {
    const list = new BlockList();
    list.addSubnet(network, prefix, familyOf(network));
    return {
      family: familyOf(network),
      reason,
      has: (address: string) => list.check(address, familyOf(address)),
    };
  });
const refusals = rules(refused);
const privacies = rules(privates);

/** Of an IPv4 or IPv6 address as a resolver gives it; of anything else `refused`. */
export function judgeAddress(given: string): Verdict {
  const address = given.split('%', 1)[0]!; // a zone changes nothing
  if (isIPv4(address)) return judge(address);
  if (!isIPv6(address)) return { kind: 'refused', reason: 'it is no address' };
  const inner = ipv4Within(wordsOf(address));
  return inner === undefined ? judge(address) : judgeAddress(inner);
}

function judge(address: string): Verdict {
  // Each family by its own rules: BlockList holds ::ffff:a.b.c.d for the IPv4 address, which is taken apart above.
  const of = (rule: { family: string; has: (address: string) => boolean }) =>
    rule.family === familyOf(address) && rule.has(address);
  const refusal = refusals.find(of);
  if (refusal) return { kind: 'refused', reason: refusal.reason };
  const privacy = privacies.find(of);
  if (privacy) return { kind: 'private', reason: privacy.reason };
  return { kind: 'public', reason: '' };
}

/** Ways to write or to reach an IPv4 address in IPv6: mapped (RFC 4291), translated (RFC 6052), 6to4 (RFC 3056). */
function ipv4Within(words: readonly number[]): string | undefined {
  const mapped = words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff;
  const translated =
    words[0] === 0x64 && words[1] === 0xff9b && words.slice(2, 6).every((word) => word === 0);
  if (mapped || translated) return dotted(words[6]!, words[7]!);
  if (words[0] === 0x2002) return dotted(words[1]!, words[2]!);
  return undefined;
}

const dotted = (high: number, low: number): string => [high >> 8, high & 255, low >> 8, low & 255].join('.');

/** The eight words of an IPv6 address that `isIPv6` has let through. */
function wordsOf(address: string): number[] {
  // The URL parser writes a dotted tail in hexadecimal.
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const parse = (part: string) =>
    part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16));
  const [before, after] = [parse(head), tail === undefined ? [] : parse(tail)];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
