/** What reading one document may take: characters, cells and time. */
import { type DocumentNotice, DocumentRefused } from './document.ts';

export interface DocumentLimits {
  readonly bytes: number;
  /** Characters of lines and cells that are kept; what comes behind is left out and told. */
  readonly characters: number;
  readonly rows: number;
  readonly pages: number;
  readonly timeMs: number;
}

export const documentLimits: DocumentLimits = {
  bytes: 64 * 2 ** 20,
  characters: 8 * 2 ** 20,
  rows: 100_000,
  pages: 200,
  timeMs: 15_000,
};

export class Budget {
  readonly limits: DocumentLimits;
  readonly notices = new Set<DocumentNotice>();
  readonly #until: number;
  readonly #now: () => number;
  #characters = 0;
  #rows = 0;

  constructor(limits: DocumentLimits, now: () => number = () => performance.now()) {
    this.limits = limits;
    this.#now = now;
    this.#until = now() + limits.timeMs;
  }

  /** For a line or a row of `characters`: false where no more is kept. Throws `DocumentRefused` when time is up. */
  take(characters: number): boolean {
    this.inTime();
    this.#characters += characters;
    this.#rows++;
    if (this.#characters <= this.limits.characters && this.#rows <= this.limits.rows) return true;
    this.notices.add('cut');
    return false;
  }

  inTime(): void {
    if (this.#now() > this.#until) throw new DocumentRefused('document-too-slow');
  }

  get leftMs(): number {
    return Math.max(1, this.#until - this.#now());
  }
}
