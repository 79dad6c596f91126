/** Every block of a logbook: opened once, added to by the rewriter, removed from by retention. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Event, Position } from '@mantinel/domain';
import { type SeriesRegistry, seriesRegistry } from '../codec/series-registry.ts';
import type { Keyring } from '../crypt/keyring.ts';
import { everything } from '../event-store.ts';
import { gather } from '../query/gather.ts';
import { materialise } from '../query/page.ts';
import { selectionCompiler } from '../query/selection.ts';
import { type Block, type BlockContext, type Damage, openBlock } from './block.ts';
import { blockExtension } from './block-format.ts';
import type { OpenLayout } from './block-layout.ts';
import { openCatalogue, type RewrittenSegment, type Tombstone } from './catalogue.ts';
import { scratchSpace } from './columns/scratch.ts';
import { fileHandles } from './file-handles.ts';
import { countsCache, layoutCache, pageCache, sectionCache } from './page-cache.ts';

const catalogueName = 'catalogue';
const mebibyte = 1024 * 1024;
const defaultCacheBytes = 8 * mebibyte;
/** Filters of words: those of a hundred million events of machines. */
const filterBytes = 8 * mebibyte;
/** Indexes of words: of the blocks that hold what is looked for. */
const indexBytes = 8 * mebibyte;
/** Rows by time: histograms by other groups than the last ones look at the same blocks again. */
const countsBytes = 4 * mebibyte;
/** Where rows stand: of some ten million events, the newest mostly. */
const defaultLayoutBytes = 8 * mebibyte;

export interface OpenBlocksOptions {
  /** Names of the segments that still have a file of their own: block files of theirs that the catalogue does not name are unfinished. */
  readonly segmentNames: readonly string[];
  readonly onDamaged: (damage: Damage) => void;
  readonly keyring: Keyring;
  /** Of decoded pages kept; 8 MiB unless told. */
  readonly cacheBytes?: number;
  /** Of what footers say of rows; 8 MiB unless told. */
  readonly layoutBytes?: number;
}

export interface Blocks {
  readonly directory: string;
  readonly registry: SeriesRegistry;
  /** Resolves when every block's footer has been read; rejects with `logbook.formatTooNew`. Whoever reads waits for it. */
  readonly ready: Promise<void>;
  /** In received order; those opened so far. */
  sources(): readonly Block[];
  /** Names of all segments ever rewritten. */
  segments(): ReadonlySet<string>;
  isRewritten(segment: string): boolean;
  /** The last event that stands in blocks. */
  rewrittenThrough(): Position | undefined;
  tombstones(): readonly Tombstone[];
  /** Every segment that became blocks, in the order they did. */
  rewritten(): readonly RewrittenSegment[];
  /** Every event of a block in order of seq. Nothing of a block that is gone. */
  rowsOf(file: string, node: string): AsyncGenerator<readonly Event[]>;
  /** SHA-256 of a block file, base64. */
  digestOf(file: string): Promise<string>;
  /**
   * Enters finished block files into the catalogue. `onVisible` is called in the very turn in which queries begin to see
   * them, for the segment to go: so no row is ever seen twice or missed.
   */
  commit(segment: RewrittenSegment, onVisible: () => void): Promise<void>;
  /** `sealed` adds to a tombstone what proves it. */
  remove(
    blocks: readonly Block[],
    options: { readonly nowUs: number; readonly sealed: (tombstone: Tombstone) => Tombstone },
  ): Promise<void>;
  /** The next events in received order after a position, over holes and removed blocks; empty at the end. */
  readFrom(after: Position, maxRows: number, node: string): Promise<Event[]>;
  stats(): { blocks: number; bytes: number; events: number };
  close(): Promise<void>;
}

/** Files whose footers are read at the same time. */
const openedAtOnce = 8;
const rowsAtOnce = 5000;

/** Resolves when the catalogue is read and the newest segment's blocks are open: years of blocks do not delay recording. */
export async function openBlocks(directory: string, options: OpenBlocksOptions): Promise<Blocks> {
  await mkdir(directory, { recursive: true });
  const catalogue = await openCatalogue(join(directory, catalogueName));
  const registry = seriesRegistry();
  const compile = selectionCompiler(registry);
  const handles = fileHandles();
  const { onDamaged, keyring } = options;
  const context: BlockContext = {
    registry,
    handles,
    cache: pageCache(options.cacheBytes ?? defaultCacheBytes),
    layouts: layoutCache<OpenLayout>(options.layoutBytes ?? defaultLayoutBytes),
    filters: sectionCache(filterBytes),
    counts: countsCache(countsBytes),
    indexes: sectionCache(indexBytes),
    scratch: scratchSpace(),
    onDamaged,
    keyring,
  };
  let blocks: Block[] = [];

  const open = async (name: string, segment?: RewrittenSegment): Promise<Block | undefined> => {
    try {
      return await openBlock(join(directory, name), name, context);
    } catch (error) {
      const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!(error instanceof RangeError || error instanceof SyntaxError || isGone)) throw error;
      if (segment)
        options.onDamaged({
          epoch: segment.epoch,
          fromSeq: segment.firstSeq,
          toSeq: segment.lastSeq,
          file: name,
          problem: (error as Error).message,
        });
      return undefined;
    }
  };
  const inOrder = (all: Block[]) => all.sort((a, b) => a.epoch - b.epoch || a.minSeq - b.minSeq);

  const removed = new Set(catalogue.tombstones.map((tombstone) => tombstone.file));
  const listed = new Map(
    catalogue.segments.flatMap((segment) => segment.files.map((file) => [file, segment] as const)),
  );
  for (const name of await readdir(directory)) {
    if (name === catalogueName || (listed.has(name) && !removed.has(name))) continue;
    // Where the catalogue itself is damaged, a sound block whose segment is gone is the only copy of its events.
    const block =
      catalogue.damaged && name.endsWith(blockExtension) && !removed.has(name) ? await open(name) : undefined;
    if (block && !options.segmentNames.includes(block.meta.segment)) {
      const { epoch, minSeq, maxSeq } = block;
      const { segment } = block.meta;
      await catalogue.append({
        rewritten: { segment, epoch, firstSeq: minSeq, lastSeq: maxSeq, files: [name] },
      });
      blocks.push(block);
    } else await rm(join(directory, name), { force: true });
  }
  const rewritten = new Set(catalogue.segments.map((segment) => segment.segment));
  const load = async (files: readonly string[]) => {
    for (let at = 0; at < files.length && !closed; at += openedAtOnce) {
      const opened = await Promise.all(
        files.slice(at, at + openedAtOnce).map((file) => open(file, listed.get(file))),
      );
      blocks.push(...opened.filter((block) => block !== undefined));
    }
    blocks = inOrder([...blocks]);
  };
  let closed = false;
  const newest = catalogue.segments.at(-1)?.segment;
  const kept = [...listed.keys()].filter((file) => !removed.has(file));
  const isNewest = (file: string) => listed.get(file)!.segment === newest;
  try {
    await load(kept.filter(isNewest));
  } catch (error) {
    handles.close();
    await catalogue.close();
    throw error;
  }
  const ready = load(kept.filter((file) => !isNewest(file)));
  // Not unheard: it is told to everybody who reads.
  ready.catch(() => undefined);

  return {
    directory,
    registry,
    ready,
    sources: () => blocks,
    segments: () => rewritten,
    isRewritten: (segment) => rewritten.has(segment),
    rewrittenThrough: () =>
      catalogue.segments.reduce<Position | undefined>(
        (last, { epoch, lastSeq }) =>
          !last || epoch > last.epoch || (epoch === last.epoch && lastSeq > last.seq)
            ? { epoch, seq: lastSeq }
            : last,
        undefined,
      ),
    tombstones: () => catalogue.tombstones,
    rewritten: () => catalogue.segments,
    async *rowsOf(file, node) {
      await ready;
      const block = blocks.find(({ name }) => name === file);
      if (!block) return;
      const selection = compile({ scope: everything, filter: {}, order: 'received' });
      for (let seq = 0; ; ) {
        const from = { timeUs: 0, epoch: block.epoch, seq, after: true };
        const way = { selection, direction: 'newer', from, limit: rowsAtOnce } as const;
        const found = await gather({ ...way, sources: [block] });
        if (found.length === 0) return;
        const events = found.map((row) => materialise(row, node));
        yield events;
        seq = events.at(-1)!.seq;
      }
    },
    async digestOf(file) {
      const digest = createHash('sha256');
      for await (const bytes of createReadStream(join(directory, file))) digest.update(bytes);
      return digest.digest('base64');
    },
    async commit(segment, onVisible) {
      const opened = await Promise.all(segment.files.map((file) => open(file, segment)));
      await catalogue.append({ rewritten: segment });
      rewritten.add(segment.segment);
      blocks = inOrder([...blocks, ...opened.filter((block) => block !== undefined)]);
      onVisible();
    },
    async remove(gone, { nowUs, sealed }) {
      for (const block of gone) {
        const { site, class: retentionClass } = block.meta;
        const { epoch, rows, minSeq, maxSeq } = block;
        const place = { file: block.name, epoch, fromSeq: minSeq, toSeq: maxSeq, rows, site };
        const removed = sealed({ ...place, class: retentionClass, atUs: nowUs });
        await catalogue.append({ removed });
        block.removed = true;
        blocks = blocks.filter((other) => other !== block);
        handles.release(join(directory, block.name));
        await rm(join(directory, block.name), { force: true });
      }
    },
    async readFrom(after, maxRows, node) {
      await ready;
      const sources = blocks.filter(
        (block) => block.epoch > after.epoch || (block.epoch === after.epoch && block.maxSeq > after.seq),
      );
      const selection = compile({ scope: everything, filter: {}, order: 'received' });
      const from = { timeUs: 0, epoch: after.epoch, seq: after.seq, after: true };
      const found = await gather({ sources, selection, direction: 'newer', from, limit: maxRows });
      return found.map((row) => materialise(row, node));
    },
    stats: () => ({
      blocks: blocks.length,
      bytes: blocks.reduce((sum, block) => sum + block.bytes, 0),
      events: blocks.reduce((sum, block) => sum + block.rows, 0),
    }),
    async close() {
      closed = true;
      await ready.catch(() => undefined);
      handles.close();
      await catalogue.close();
    },
  };
}
