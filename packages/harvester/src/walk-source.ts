/** A walk through a source: which of its files are new or changed, what readers make of each, and batches of it into the store. */
import {
  type HarvestCounts,
  type HarvestSourceRow,
  type KnownFile,
  noHarvestCounts,
  type ProgramFile,
  type SkipRow,
  type Store,
} from '@mantinel/store';
import type { FoundDocument } from './evidence/found-document.ts';
import { archiveEntries } from './find/archive.ts';
import { isArchive, isDocumentName } from './find/kind-of-file.ts';
import { type FoundFile, unreadable, walk } from './find/walk.ts';
import { keepDocuments } from './keep/document-facts.ts';
import type { FoundProgram } from './keep/found-program.ts';
import { keepPrograms } from './keep/keep-programs.ts';
import { readerVersion } from './read/read-program.ts';
import { type PoolOptions, type ReaderPool, readerPool } from './read/reader-pool.ts';
import type { DocumentAnswer, ReadingAnswer } from './read/reader-process.ts';

export interface WalkOptions {
  readonly store: Store;
  readonly source: HarvestSourceRow;
  /** Where its files lie; the source's location unless told. */
  readonly folder?: string;
  readonly nowUs: () => number;
  readonly signal: AbortSignal;
  /** Called often; cheap to ignore. */
  readonly progress?: (progress: HarvestProgress) => void;
  /** Files that changed within so many milliseconds are left for the next harvest: they are being copied, perhaps. None unless told. */
  readonly settleMs?: number;
  readonly reading?: PoolOptions;
  /** Kept in one transaction; 200 unless told. */
  readonly batchPrograms?: number;
  /** Of single files, by path: what the source does not say of all. */
  readonly about?: (path: string) => { licence?: string; synthetic?: boolean } | undefined;
}

export interface HarvestProgress {
  readonly counts: HarvestCounts;
  readonly elapsedMs: number;
  /** Undefined while nothing tells. */
  readonly leftMs: number | undefined;
}

/** Texts of a transaction, at most: whatever comes first. */
const batchBytes = 16 * 2 ** 20;
const progressMs = 250;
/** A program is read whole; larger ones are none that a shop wrote. */
const mostProgramBytes = 128 * 2 ** 20;
/** Separates an archive from what is in it. */
const insideOf = '!/';

type Counts = { -readonly [Name in keyof HarvestCounts]: HarvestCounts[Name] };

export class SourceWalk {
  readonly counts: Counts = { ...noHarvestCounts };
  readonly skipped = new Map<string, { count: number; example: SkipRow }>();
  readonly #options: WalkOptions;
  readonly #began = performance.now();
  #told = 0;
  #skips: SkipRow[] = [];
  #programs: FoundProgram[] = [];
  #programBytes = 0;
  /** What is no program, so that it is not read again. */
  #others: ProgramFile[] = [];
  #documents: FoundDocument[] = [];

  constructor(options: WalkOptions) {
    this.#options = options;
  }

  /** Aborting the signal ends it after the batch at hand. `harvest`: the id under which it is told what was not taken up. */
  async run(harvest: string): Promise<void> {
    const { store, source, reading, signal } = this.#options;
    const known = new Map((await store.programFiles.known(source.id)).map((file) => [file.path, file]));
    const files = await this.#look(known);
    const pool = readerPool(reading);
    try {
      // As many on their way as keep every reader busy; further ones wait, so that memory does not grow with the source.
      const underWay = new Set<Promise<void>>();
      let failure: unknown;
      for (const file of files) {
        if (signal.aborted || failure !== undefined) break;
        const reading = this.#read(pool, file, known)
          .catch((error: unknown) => {
            failure ??= error;
          })
          .finally(() => underWay.delete(reading));
        underWay.add(reading);
        if (underWay.size >= pool.readers * 3) await Promise.race(underWay);
        await this.#keepIfMany(harvest);
      }
      await Promise.all(underWay);
      if (failure !== undefined) throw failure;
      await this.#keep(harvest);
      if (!signal.aborted) await keepDocuments(store, this.#context, this.#documents);
    } finally {
      await pool.end();
    }
    if (signal.aborted) return;
    // Whatever is left of what was known was not found.
    this.counts.gone = await store.programFiles.markGone(source.id, [...known.keys()]);
    this.#tell(true);
  }

  get #context() {
    const { source, nowUs } = this.#options;
    return { place: source.place, source: source.id, nowUs };
  }

  /** Every file of the source that is new or changed, and the documents beside such. */
  async #look(known: Map<string, KnownFile>): Promise<FoundFile[]> {
    const { source, folder = source.location, settleMs = 0, nowUs, signal } = this.#options;
    const files: FoundFile[] = [];
    const unchanged: FoundFile[] = [];
    let totalBytes = 0;
    const inArchives = Map.groupBy(
      [...known.keys()].filter((path) => path.includes(insideOf)),
      (path) => path.slice(0, path.indexOf(insideOf)),
    );
    for await (const found of walk(folder, signal)) {
      if ('skipped' in found) {
        this.#skip(found.path, found.skipped);
        continue;
      }
      this.counts.files += 1;
      const inside = inArchives.get(found.path) ?? [];
      if (Math.abs(nowUs() - found.modifiedUs) < settleMs * 1000) {
        for (const path of [found.path, ...inside]) known.delete(path);
        this.#skip(found.path, beingWritten);
        continue;
      }
      const before = known.get(found.path);
      const same =
        before !== undefined && before.bytes === found.bytes && before.modifiedUs === found.modifiedUs;
      if (same && [before, ...inside.map((path) => known.get(path)!)].every(isCurrent)) {
        this.counts.unchanged += 1;
        if (isDocumentName(found.path)) unchanged.push(found);
        for (const path of [found.path, ...inside]) known.delete(path);
      } else {
        files.push(found);
        totalBytes += found.bytes;
      }
      this.#tell();
    }
    this.counts.total = this.counts.files;
    this.counts.totalBytes = totalBytes;
    // A document that was there before speaks of the program that is new beside it, too.
    const changed = new Set(files.map(({ path }) => folderOf(path)));
    return [...files, ...unchanged.filter(({ path }) => changed.has(folderOf(path)))];
  }

  async #read(pool: ReaderPool, file: FoundFile, known: Map<string, KnownFile>): Promise<void> {
    const { path, absolute, bytes, modifiedUs } = file;
    known.delete(path);
    const archive = bytes > mostProgramBytes && (await isArchive(absolute));
    if (bytes > mostProgramBytes && !archive) {
      this.#skip(path, {
        reason: 'too-large',
        detail: `It has ${Math.round(bytes / 2 ** 20)} MB; programs are read up to ${mostProgramBytes / 2 ** 20} MB.`,
      });
      this.counts.bytes += bytes;
      return;
    }
    if (archive) await this.#readArchive(pool, file, known);
    else {
      const answer = await pool.read({ path, absolute });
      if ('kind' in answer && answer.kind === 'archive') await this.#readArchive(pool, file, known);
      this.#take(answer, { path, bytes, modifiedUs });
    }
    this.counts.bytes += bytes;
    this.#tell();
  }

  async #readArchive(pool: ReaderPool, file: FoundFile, known: Map<string, KnownFile>): Promise<void> {
    const { signal } = this.#options;
    try {
      for await (const entry of archiveEntries({ path: file.absolute }, { signal })) {
        // Of a damaged archive: the archive itself.
        const path = entry.path === '' ? file.path : `${file.path}${insideOf}${entry.path}`;
        known.delete(path);
        if ('skipped' in entry) this.#skip(path, entry.skipped);
        else {
          const { bytes, modifiedUs = file.modifiedUs } = entry;
          const found = { path, bytes: bytes.length, modifiedUs };
          this.#take(await pool.read({ path, bytes }), found);
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      this.#skip(file.path, unreadable(error));
    }
  }

  #take(answer: ReadingAnswer, file: Pick<ProgramFile, 'path' | 'bytes' | 'modifiedUs'>): void {
    if ('skipped' in answer) {
      this.#skip(file.path, answer.skipped);
      return;
    }
    if (!('program' in answer)) {
      this.#others.push({ ...file, sha256: Buffer.from(answer.sha256), revision: undefined });
      if (answer.kind === 'document') this.#takeDocument(answer.document, file.path);
      if (answer.kind === 'other') this.#skip(file.path, { reason: 'no-program', detail: answer.because });
      return;
    }
    const { kind, text, program } = answer;
    if (kind !== 'nc') this.counts.setApart += 1;
    this.#programs.push({
      path: file.path,
      modifiedUs: file.modifiedUs,
      kind,
      text,
      program,
      ...this.#options.about?.(file.path),
    });
    this.#programBytes += text.size;
  }

  #takeDocument(document: DocumentAnswer, path: string): void {
    this.counts.documents += 1;
    if ('skipped' in document) this.#skip(path, document.skipped);
    else this.#documents.push(document);
  }

  #skip(path: string, { reason, detail }: { reason: string; detail: string }): void {
    const row = { path, reason, detail };
    const before = this.skipped.get(reason);
    if (before) before.count += 1;
    else this.skipped.set(reason, { count: 1, example: row });
    this.#skips.push(row);
    this.counts.skipped += 1;
  }

  async #keepIfMany(harvest: string): Promise<void> {
    const { batchPrograms = 200 } = this.#options;
    const many =
      this.#programs.length + this.#others.length >= batchPrograms || this.#programBytes >= batchBytes;
    if (many || this.#skips.length >= batchPrograms) await this.#keep(harvest);
  }

  async #keep(harvest: string): Promise<void> {
    const { store, source } = this.#options;
    const programs = this.#programs;
    const others = this.#others;
    const skips = this.#skips;
    this.#programs = [];
    this.#programBytes = 0;
    this.#others = [];
    this.#skips = [];
    if (programs.length > 0) {
      const kept = await keepPrograms(store, this.#context, programs);
      this.counts.copies += kept.copies;
      this.counts.programs += kept.programs;
      this.counts.revisions += kept.revisions;
    }
    await store.programFiles.put(source.id, others);
    await store.harvests.skip(harvest, skips);
    this.#tell(true);
  }

  #tell(always = false): void {
    const elapsedMs = performance.now() - this.#began;
    if (!always && elapsedMs - this.#told < progressMs) return;
    this.#told = elapsedMs;
    const { bytes, totalBytes } = this.counts;
    const leftMs =
      bytes > 0 && totalBytes !== undefined ? (elapsedMs * (totalBytes - bytes)) / bytes : undefined;
    this.#options.progress?.({ counts: { ...this.counts }, elapsedMs, leftMs });
  }
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const beingWritten = {
  reason: 'being-written',
  detail:
    'It was changed a moment ago and may not be whole yet. It is taken up by itself when it has come to rest.',
};

const isCurrent = ({ reader }: KnownFile): boolean => reader === undefined || reader === readerVersion;
