/** Every operation the shop ever ran as numbers in typed arrays: half a million of them are some 20 MB and are gone through in milliseconds. */
import type { MaterialGroup, OperationKind } from '@mantinel/nc';
import {
  type ComparedOperation,
  coordinatesOf,
  dimensions,
  kindSquare,
  materialSquare,
  similarityAt,
  toolClassOf,
  unknownSquare,
} from './operation-space.ts';

export interface IndexedOperation extends ComparedOperation {
  /** Of its project; readers of other places do not find it. */
  readonly place: string;
  readonly project: string;
  readonly revision: string;
  /** Of the operation within its revision. */
  readonly number: number;
  /** 0–1: how it went. 1: runs without scrap; 0.8: nobody told. */
  readonly weight: number;
}

export interface Alike {
  readonly project: string;
  readonly revision: string;
  readonly number: number;
  /** 0–1, the weight included. */
  readonly similarity: number;
  readonly weight: number;
}

export interface Wish {
  readonly limit: number;
  /** What is found is at one of them. */
  readonly places: ReadonlySet<string>;
  /** A project whose operations are not wanted. */
  readonly except?: string | undefined;
  /** Several of one project. */
  readonly all?: boolean;
}

const width = dimensions.length;

export class SimilarityIndex {
  #count = 0;
  #coordinates = new Float32Array(0);
  #classes = new Uint8Array(0);
  #materials = new Uint8Array(0);
  #kinds = new Uint8Array(0);
  #places = new Uint16Array(0);
  #weights = new Float32Array(0);
  #numbers = new Uint16Array(0);
  /** Of `#names`, in pairs: project, revision. */
  #owners = new Int32Array(0);
  readonly #names: string[] = [];
  readonly #nameOf = new Map<string, number>();
  readonly #materialNames: (MaterialGroup | undefined)[] = [undefined];
  readonly #kindNames: OperationKind[] = [];
  readonly #placeNames: string[] = [];

  get size(): number {
    return this.#count;
  }

  add(operation: IndexedOperation): void {
    if (this.#count === this.#classes.length) this.#grow();
    const at = this.#count++;
    this.#coordinates.set(coordinatesOf(operation), at * width);
    this.#classes[at] = toolClassOf(operation.toolKind);
    this.#materials[at] = codeOf(this.#materialNames, operation.material);
    this.#kinds[at] = codeOf(this.#kindNames, operation.kind);
    this.#places[at] = codeOf(this.#placeNames, operation.place);
    this.#weights[at] = operation.weight;
    this.#numbers[at] = operation.number;
    this.#owners[2 * at] = this.#nameAt(operation.project);
    this.#owners[2 * at + 1] = this.#nameAt(operation.revision);
  }

  /** The most alike, the best first; of a project one, unless `all`. Tools of another class are never alike. */
  nearest(operation: ComparedOperation, { limit, places, except, all = false }: Wish): Alike[] {
    const wanted = coordinatesOf(operation);
    const toolClass = toolClassOf(operation.toolKind);
    const materials = Float32Array.from(this.#materialNames, (name) =>
      materialSquare(operation.material, name),
    );
    const kinds = Float32Array.from(this.#kindNames, (name) => kindSquare(operation.kind, name));
    const here = Uint8Array.from(this.#placeNames, (name) => Number(places.has(name)));
    const excepted = except === undefined ? -1 : (this.#nameOf.get(except) ?? -1);
    const best = new Best(limit, all);
    const coordinates = this.#coordinates;
    for (let at = 0; at < this.#count; at++) {
      const theirs = this.#classes[at]!;
      if (toolClass !== theirs && toolClass !== 0 && theirs !== 0) continue;
      if (here[this.#places[at]!] === 0) continue;
      let square = materials[this.#materials[at]!]! + kinds[this.#kinds[at]!]!;
      if (square > best.worstSquare) continue;
      for (let i = 0; i < width; i++) {
        const apart = wanted[i]! - coordinates[at * width + i]!;
        // NaN: one of the two does not tell.
        square += Number.isNaN(apart) ? unknownSquare : apart * apart;
      }
      if (square > best.worstSquare) continue;
      const project = this.#owners[2 * at]!;
      if (project === excepted) continue;
      best.take(at, similarityAt(square) * this.#weights[at]!, project);
    }
    return best.list().map(({ at, similarity }) => ({
      project: this.#names[this.#owners[2 * at]!]!,
      revision: this.#names[this.#owners[2 * at + 1]!]!,
      number: this.#numbers[at]!,
      similarity,
      weight: this.#weights[at]!,
    }));
  }

  #nameAt(name: string): number {
    let at = this.#nameOf.get(name);
    if (at === undefined) {
      at = this.#names.push(name) - 1;
      this.#nameOf.set(name, at);
    }
    return at;
  }

  #grow(): void {
    const size = Math.max(1024, this.#classes.length * 2);
    this.#coordinates = grown(this.#coordinates, new Float32Array(size * width));
    this.#classes = grown(this.#classes, new Uint8Array(size));
    this.#materials = grown(this.#materials, new Uint8Array(size));
    this.#kinds = grown(this.#kinds, new Uint8Array(size));
    this.#places = grown(this.#places, new Uint16Array(size));
    this.#weights = grown(this.#weights, new Float32Array(size));
    this.#numbers = grown(this.#numbers, new Uint16Array(size));
    this.#owners = grown(this.#owners, new Int32Array(size * 2));
  }
}

interface Candidate {
  at: number;
  similarity: number;
  project: number;
}

/** The so many best, of each project one unless told. */
class Best {
  readonly #limit: number;
  readonly #all: boolean;
  readonly #kept: Candidate[] = [];
  #worst = 0;
  /** Beyond this squared distance nothing can be among the best, whatever its weight. */
  worstSquare = Number.POSITIVE_INFINITY;

  constructor(limit: number, all: boolean) {
    this.#limit = limit;
    this.#all = all;
  }

  take(at: number, similarity: number, project: number): void {
    if (this.#kept.length === this.#limit && similarity <= this.#worst) return;
    const same = this.#all ? undefined : this.#kept.find((kept) => kept.project === project);
    if (same) {
      if (similarity <= same.similarity) return;
      same.at = at;
      same.similarity = similarity;
    } else if (this.#kept.length < this.#limit) this.#kept.push({ at, similarity, project });
    else
      Object.assign(this.#kept.find((kept) => kept.similarity === this.#worst)!, { at, similarity, project });
    if (this.#kept.length < this.#limit) return;
    this.#worst = Math.min(...this.#kept.map((kept) => kept.similarity));
    this.worstSquare = this.#worst > 0 ? -2 * Math.log(this.#worst) : Number.POSITIVE_INFINITY;
  }

  list(): Candidate[] {
    return this.#kept.sort((a, b) => b.similarity - a.similarity || a.at - b.at);
  }
}

function codeOf<Name>(names: Name[], name: Name): number {
  const at = names.indexOf(name);
  return at === -1 ? names.push(name) - 1 : at;
}

function grown<Kind extends Float32Array | Uint8Array | Uint16Array | Int32Array>(
  from: Kind,
  to: Kind,
): Kind {
  to.set(from as never);
  return to;
}
