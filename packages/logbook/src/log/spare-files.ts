/** Files prepared ahead: the next segment when it is needed soon, so that no batch waits for it, and the reserve, so that a full disk can be told. */
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from '../disk.ts';
import { segmentName } from '../segments/segment-files.ts';

export interface SpareFile {
  readonly index: number;
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

export interface SpareFilesOptions {
  readonly directory: string;
  readonly disk: Disk;
  readonly segmentBytes: number;
  readonly reserveBytes: number;
  readonly nextIndex: number;
  /** A file of zeros left from the last run. */
  readonly prepared: number | undefined;
}

export class SpareFiles {
  readonly #options: SpareFilesOptions;
  readonly #reserve: string;
  #nextIndex: number;
  #spare: SpareFile | undefined;
  #preparing: Promise<void> | undefined;
  /** Why the last preparation failed. */
  problem: unknown;

  constructor(options: SpareFilesOptions) {
    this.#options = options;
    this.#reserve = join(options.directory, 'reserve');
    this.#nextIndex = options.nextIndex;
    if (options.prepared !== undefined) this.#spare = this.#file(options.prepared, options.segmentBytes);
  }

  /** Makes what is missing, the reserve first. Never rejects: `problem` says why something is still missing. */
  prepare(): Promise<void> {
    this.#preparing ??= this.#prepare().finally(() => {
      this.#preparing = undefined;
    });
    return this.#preparing;
  }

  async #prepare(): Promise<void> {
    const { disk, segmentBytes, reserveBytes } = this.#options;
    try {
      if (!existsSync(this.#reserve)) {
        const draft = `${this.#reserve}.new`;
        await rm(draft, { force: true });
        await disk.createZeroFilled(draft, reserveBytes);
        await rename(draft, this.#reserve);
        await disk.syncDirectory(this.#options.directory);
      }
      if (!this.#spare) {
        const file = this.#file(this.#nextIndex++, segmentBytes);
        await disk.createZeroFilled(file.path, segmentBytes);
        this.#spare = file;
      }
      this.problem = undefined;
    } catch (error) {
      this.problem = error;
    }
  }

  get isReady(): boolean {
    return this.#spare !== undefined;
  }

  /** The prepared segment, waiting for it when it is being made; undefined when it cannot be made. */
  async take(): Promise<SpareFile | undefined> {
    if (!this.#spare) await this.prepare();
    const file = this.#spare;
    this.#spare = undefined;
    return file;
  }

  /** The reserve as a segment: needs no space. Undefined when it is used up. */
  async takeReserve(): Promise<SpareFile | undefined> {
    if (!existsSync(this.#reserve)) return undefined;
    const file = this.#file(this.#nextIndex++, this.#options.reserveBytes);
    await rename(this.#reserve, file.path);
    await this.#options.disk.syncDirectory(join(this.#options.directory, 'segments'));
    return file;
  }

  /** Gives the prepared segment back when nobody will write to it. */
  async discard(): Promise<void> {
    await this.#preparing;
    const file = this.#spare;
    this.#spare = undefined;
    // What a crash leaves of it is all zeros and is used by the next run.
    if (file) await rm(file.path, { force: true });
  }

  #file(index: number, bytes: number): SpareFile {
    const name = segmentName(index);
    return { index, name, path: join(this.#options.directory, 'segments', name), bytes };
  }
}
