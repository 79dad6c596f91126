/** Lines of services, in free text alone: what costs a log store most. Seeded, so that every store gets the same. */
import type { NewEvent } from '@mantinel/domain';
import { random32 } from './random.ts';

/**
 * 120 kinds of line, drawn by a Zipf law, of 341 bytes as JSON on average. In a line stand about four numbers, and in every second one a
 * name, a path of a file, an address or an id in hexadecimal, which is another one each time. One line in 100,000 speaks of zirconia.
 */
export function* generateTexts({ seed, events }: { seed: number; events: number }): Generator<NewEvent> {
  const next = random32(seed);
  const below = (limit: number) => Math.floor((next() / 0x1_0000_0000) * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const hex = (digits: number) => Array.from({ length: digits }, () => below(16).toString(16)).join('');
  const values: Readonly<Record<string, () => string>> = {
    n: () => String(below(10)),
    nn: () => String(below(3000)),
    ms: () => (below(100_000) / 100).toFixed(2),
    name: () => pick(names),
    file: () => `/var/lib/cell/programs/${pick(folders)}/part_${below(400)}_rev${below(9)}.nc`,
    host: () => `10.20.${below(4)}.${below(250)}`,
    id: () => hex(8),
  };
  const kinds = Array.from({ length: 120 }, (_, i) => lineKind(i));
  let nowUs = 1_790_000_000_000_000;
  for (let produced = 0; produced < events; produced++) {
    nowUs += 40 + below(120);
    const kind = kinds[Math.floor(kinds.length * (next() / 2 ** 32) ** 3)]!;
    let message = kind.replace(/#(\w+)/g, (_, value: string) => values[value]!());
    if (below(100_000) === 0) message += ' zirconia residue';
    yield {
      timeUs: Math.floor((nowUs - 1000 - below(30_000)) / 1000) * 1000,
      receivedUs: nowUs,
      site: 'main',
      machine: `cell-${below(20)}`,
      kind: 'log',
      severity: below(50) === 0 ? 13 : 9,
      code: 'log.line',
      message,
      attributes: {},
      quality: 'good',
    };
  }
}

const names = 'marta jozef anna peter zuzana milan eva karol lucia stefan hana igor'.split(' ');
const folders = ['housing', 'shaft', 'bracket', 'flange', 'prototypes'];
const subjects = [
  'transfer of',
  'request for',
  'spindle warm-up before',
  'tool measurement of',
  'pallet change for',
  'coolant check of',
  'backup of',
  'order confirmation for',
  'inspection report of',
  'robot handshake with',
];
const acts = [
  'finished',
  'was accepted',
  'had to be repeated',
  'waits for a station',
  'took longer than planned',
  'was released',
];
const details = [
  'program #file, #nn blocks in #ms ms',
  'lot #nn by #name at station #n',
  'client #host port #nn session #id',
  'job #id step #n of #n',
  'tool #nn in pocket #nn, wear #ms um',
  'fixture #n with offset X#ms Y#ms',
];
const endings = [
  'next attempt in #nn s, queue length #n, #n free slots left',
  'average of #nn runs is #ms ms, spread #ms',
  'confirmed by #name on terminal #n after #ms s',
  'memory in use #nn MB of 4096 MB, temperature of the cabinet #ms C',
];

function lineKind(i: number): string {
  const of = <T>(list: readonly T[], by: number): T => list[Math.floor(i / by) % list.length]!;
  return `${of(subjects, 1)} ${of(details, 3)} ${of(acts, 7)}; ${of(endings, 5)} (cell-controller/${i % 7})`;
}
