/**
 * The templates of a block's messages, and how often each series has them:
 *
 *     varints    length of the texts and their stored length · cells
 *     texts      the templates as a JSON array, zstd
 *     columns    of the cells, packed: see `cellColumns`; four bytes of zero
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { ByteReader } from '../../codec/byte-reader.ts';
import { ByteWriter } from '../../codec/byte-writer.ts';
import { padding } from '../columns/bits.ts';
import { readPacked, writePacked } from '../columns/packed-integers.ts';

const cellColumns = [
  'template',
  'series',
  'count',
  'minTimeUs',
  'maxTimeUs',
  'minReceivedUs',
  'maxReceivedUs',
  'lastSeq',
] as const;

export interface TemplateCounts {
  readonly templates: readonly string[];
  /** One entry for each template and series of the block, by template. */
  readonly cells: Readonly<Record<(typeof cellColumns)[number], Float64Array>>;
}

export function encodeTemplates({ templates, cells }: TemplateCounts): Uint8Array {
  const texts = Buffer.from(JSON.stringify(templates), 'utf8');
  const stored = zstdCompressSync(texts);
  const out = new ByteWriter(stored.length + 64 * cells.count.length + 1024);
  out.varint(texts.length);
  out.varint(stored.length);
  out.varint(cells.count.length);
  out.append(stored);
  for (const name of cellColumns) writePacked(out, cells[name]);
  out.append(new Uint8Array(padding));
  return Uint8Array.from(out.written());
}

/** Throws RangeError or SyntaxError for what `encodeTemplates` did not write. */
export function decodeTemplates(section: Uint8Array): TemplateCounts {
  const input = new ByteReader(section, 0, section.length - padding);
  const length = input.varint();
  const stored = input.varint();
  const count = input.varint();
  const texts = zstdDecompressSync(input.take(stored), { chunkSize: length + 64 }).toString('utf8');
  const columns = cellColumns.map((name) => [name, readPacked(input, count)] as const);
  return {
    templates: JSON.parse(texts) as string[],
    cells: Object.fromEntries(columns) as unknown as TemplateCounts['cells'],
  };
}

const none = new Float64Array(0);
export const noTemplates: TemplateCounts = {
  templates: [],
  cells: Object.fromEntries(cellColumns.map((name) => [name, none])) as unknown as TemplateCounts['cells'],
};
