/** The catalogue of proofs: what grew the Merkle tree, signed heads, and the tombstones of what retention removed. */
import { randomUUID } from 'node:crypto';
import {
  type HeadFile,
  parseHead,
  type RewrittenSegment,
  type Tombstone,
} from '@mantinel/logbook/store-parts';
import type { Driver } from '../driver/driver.ts';
import type { Tables } from '../schema/schema.ts';
import { certainly } from '../write/certainly.ts';

type Fact =
  | { readonly rewritten: RewrittenSegment }
  | { readonly removed: Tombstone }
  | { readonly head: string };

export interface Facts {
  readonly segments: readonly RewrittenSegment[];
  readonly tombstones: readonly Tombstone[];
  readonly heads: HeadFile;
  /** Durable when it resolves. */
  add(facts: readonly Fact[]): Promise<void>;
}

/** `signal` ends the wait for a server that does not say what became of a fact. */
export async function openFacts(
  driver: Driver,
  { facts: table }: Tables,
  signal: AbortSignal,
): Promise<Facts> {
  const segments: RewrittenSegment[] = [];
  const tombstones: Tombstone[] = [];
  const heads: HeadFile['heads'][number][] = [];
  const note = (fact: Fact) => {
    if ('rewritten' in fact) segments.push(fact.rewritten);
    else if ('removed' in fact) tombstones.push(fact.removed);
    else {
      const head = parseHead(fact.head);
      // One that cannot be read proves less, and makes nothing wrong.
      if (head) heads.push(head);
    }
  };
  let next = 1;
  const rows = await driver.query<readonly [number: number, fact: string]>(
    `SELECT number, fact FROM ${table} ORDER BY number`,
  );
  for (const [number, fact] of rows) {
    note(JSON.parse(fact) as Fact);
    next = number + 1;
  }
  let writing: Promise<void> = Promise.resolve();
  async function write(added: readonly Fact[]): Promise<void> {
    const first = next;
    const lines = added.map((fact, i) => JSON.stringify([first + i, JSON.stringify(fact)])).join('\n');
    const token = `${first}-${randomUUID()}`;
    const columns = ['number', 'fact'];
    // Twice the same part would be another tree: whether it is there must be known before anything else is.
    await certainly(() => driver.insert({ table, columns, lines, token }), { signal });
    next += added.length;
    for (const fact of added) note(fact);
  }
  const add = (added: readonly Fact[]): Promise<void> => {
    const written = writing.then(() => write(added));
    writing = written.catch(() => undefined); // who added it is told
    return written;
  };
  return {
    segments,
    tombstones,
    heads: { heads, append: ({ note: signed }) => add([{ head: signed }]) },
    add,
  };
}
