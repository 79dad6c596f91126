/**
 * The list of what the blocks are: a text file that only grows, one fact a line, each under its CRC-32.
 *
 *     mantinel-blocks 1
 *     8c7f2a10 {"rewritten":{"segment":"…","epoch":1,"firstSeq":1,"lastSeq":260000,"files":["….block"]}}
 *     03b1c2d4 {"removed":{"file":"….block","epoch":1,"fromSeq":1,"toSeq":260000,"rows":182285,"site":"…","class":"developer","atUs":…}}
 *
 * `removed` is the tombstone that retention leaves, signed, with the hashes by which proofs of what is left go on.
 */
import { open, readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { AppError } from '@mantinel/contract/app-error';
import type { RetentionClass } from './block-format.ts';

export interface RewrittenSegment {
  readonly segment: string;
  readonly epoch: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly files: readonly string[];
  /** Where their rows stand in the Merkle tree; absent where they were rewritten before there was one. */
  readonly leaves?: BlockLeaves;
}

export interface BlockLeaves {
  /** The epoch in which the tree grows: that in which the segment was rewritten. */
  readonly tree: number;
  /** The first leaf. */
  readonly start: number;
  /**
   * For each file in order: rows, the hashes of the whole subtrees that they are, base64 one after the other, and the SHA-256 of
   * the file, base64: what in it is no row (words, footer) is held to that.
   */
  readonly parts: readonly { readonly count: number; readonly hashes: string; readonly digest: string }[];
}

export interface Tombstone {
  readonly file: string;
  readonly epoch: number;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly rows: number;
  readonly site: string;
  readonly class: RetentionClass;
  readonly atUs: number;
  /** What remains of its rows in the tree. */
  readonly leaves?: {
    readonly tree: number;
    readonly from: number;
    readonly to: number;
    readonly hashes: string;
  };
  /** Ed25519 of everything before it, base64. */
  readonly signature?: string;
}

type Fact = { readonly rewritten: RewrittenSegment } | { readonly removed: Tombstone };

export interface Catalogue {
  readonly segments: readonly RewrittenSegment[];
  readonly tombstones: readonly Tombstone[];
  /** Whether a line in the middle could not be read: block files it named are found in the directory. */
  readonly damaged: boolean;
  /** Durable when it resolves. */
  append(fact: Fact): Promise<void>;
  close(): Promise<void>;
}

const title = 'mantinel-blocks ';
const version = 1;

export interface CatalogueText {
  readonly text: string;
  readonly segments: RewrittenSegment[];
  readonly tombstones: Tombstone[];
  readonly damaged: boolean;
}

/** As it stands on disk, without touching it; empty where there is none. Throws AppError `logbook.formatTooNew`. */
export async function readCatalogue(path: string): Promise<CatalogueText> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  const head = lines.shift()!;
  if (head.startsWith(title) && Number(head.slice(title.length)) > version)
    throw new AppError('logbook.formatTooNew', { data: { file: path, version: head.slice(title.length) } });
  const segments: RewrittenSegment[] = [];
  const tombstones: Tombstone[] = [];
  let damaged = text !== '' && head !== title + version;
  for (const line of lines) {
    const fact = parseLine(line);
    if (fact && 'rewritten' in fact) segments.push(fact.rewritten);
    else if (fact) tombstones.push(fact.removed);
    else if (line !== '') damaged = true;
  }
  return { text, segments, tombstones, damaged };
}

/** A catalogue of these facts; one that is `damaged` lets the next opening look for blocks that it does not name. */
export const catalogueOf = (facts: readonly Fact[], { damaged }: { damaged: boolean }): string =>
  [title + version, ...(damaged ? ['damaged'] : []), ...facts.map(lineOf), ''].join('\n');

export async function openCatalogue(path: string): Promise<Catalogue> {
  const { text, segments, tombstones, damaged } = await readCatalogue(path);
  const note = (fact: Fact) => {
    if ('rewritten' in fact) segments.push(fact.rewritten);
    else tombstones.push(fact.removed);
  };
  const file = await open(path, 'a');
  let isTorn = text !== '' && !text.endsWith('\n');
  const write = async (written: string) => {
    // A line torn by a crash or a full disk was never answered for; what follows must not run into it.
    const mends = isTorn;
    try {
      await file.write(mends ? `\n${written}` : written);
      await file.datasync();
    } catch (error) {
      isTorn = true;
      throw error;
    }
    if (mends) isTorn = false;
  };
  try {
    if (text === '') await write(`${title}${version}\n`);
    // What a killed process had written and not synced is believed from here on: files are removed on the strength of it.
    else await file.datasync();
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    segments,
    tombstones,
    damaged,
    async append(fact) {
      await write(`${lineOf(fact)}\n`);
      note(fact);
    },
    close: () => file.close(),
  };
}

const lineOf = (fact: Fact): string => checkedLine(JSON.stringify(fact));

export const checkedLine = (json: string): string => `${checksum(json)} ${json}`;

const checksum = (json: string) => crc32(json).toString(16).padStart(8, '0');

const parseLine = (line: string): Fact | undefined => readCheckedLine(line) as Fact | undefined;

/** Undefined where the checksum does not fit. */
export function readCheckedLine(line: string): unknown {
  const json = line.slice(9);
  return line !== '' && line.slice(0, 8) === checksum(json) ? JSON.parse(json) : undefined;
}
