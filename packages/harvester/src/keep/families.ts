/** Which programs are revisions of one: alike in meaning, near in their sketches, or near enough and of the same name. */
import { type Fingerprint, similarity } from '@mantinel/nc';
import type { AlikeRevision } from '@mantinel/store';
import { leastBlocks } from '../read/bands.ts';

/** What a program is compared by. */
export interface Likened {
  /** `stemOf` its name. */
  readonly stem: string;
  readonly kind: string;
  readonly meaning: string;
  readonly blocks: number;
  readonly sketch: Uint32Array;
  readonly bands: readonly number[];
}

export interface FamilyMember extends Likened {
  readonly program: string;
  readonly project: string;
  /** Revisions its family has. */
  readonly revisions: number;
}

/** Shares of blocks that both have. Below `near`, a name in common must speak for it. */
const near = 0.75;
const nearByName = 0.4;

/** Families that are known, of the store and of the batch at hand. */
export class Families {
  readonly #byMeaning = new Map<string, FamilyMember[]>();
  readonly #byBand = new Map<number, FamilyMember[]>();
  readonly #byStem = new Map<string, FamilyMember[]>();

  add(member: FamilyMember): void {
    put(this.#byMeaning, member.meaning, member);
    put(this.#byStem, member.stem, member);
    for (const band of member.bands) put(this.#byBand, band, member);
  }

  /** The nearest; undefined for a program unlike all. */
  of(program: Likened): FamilyMember | undefined {
    if (program.blocks === 0) return undefined;
    const candidates = new Set([
      ...(this.#byMeaning.get(program.meaning) ?? []),
      ...(this.#byStem.get(program.stem) ?? []),
    ]);
    for (const band of program.bands)
      for (const member of this.#byBand.get(band) ?? []) candidates.add(member);
    let best: FamilyMember | undefined;
    let most = 0;
    for (const member of candidates) {
      if (member.kind !== program.kind) continue;
      const alike =
        member.meaning === program.meaning ? 1.01 : similarity(asFingerprint(member), asFingerprint(program));
      const telling = Math.min(member.blocks, program.blocks) >= leastBlocks;
      const enough =
        alike > 1 || (telling && (alike >= near || (alike >= nearByName && member.stem === program.stem)));
      if (enough && alike > most) {
        best = member;
        most = alike;
      }
    }
    return best;
  }
}

export const memberOf = (row: AlikeRevision): FamilyMember => ({
  ...row,
  sketch: sketchOf(row.sketch),
});

/** As it stands in the store: little-endian, whatever the machine. */
export function sketchOf(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getUint32(4 * i, true));
}

export function bytesOfSketch(sketch: Uint32Array): Buffer {
  const bytes = Buffer.alloc(sketch.length * 4);
  for (const [i, value] of sketch.entries()) bytes.writeUInt32LE(value, 4 * i);
  return bytes;
}

const asFingerprint = ({ meaning, blocks, sketch }: Likened): Fingerprint => ({
  content: '',
  meaning,
  blocks,
  sketch,
});

function put<Key>(map: Map<Key, FamilyMember[]>, key: Key, member: FamilyMember): void {
  const list = map.get(key);
  // A template that a thousand programs share does not make a thousand comparisons.
  if (!list) map.set(key, [member]);
  else if (list.length < 32) list.push(member);
}
