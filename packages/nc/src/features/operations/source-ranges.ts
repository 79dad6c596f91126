/** The blocks that rows came from, as ranges of byte offsets. */

export interface SourceRange {
  readonly file: string;
  /** Byte offsets at which the first and the last block begin. */
  readonly first: number;
  readonly last: number;
}

/** A subprogram that is called again, or a loop, makes no further range; what jumps more than this is told coarser. */
const mostRanges = 64;

export class SourceRanges {
  readonly #ranges: { file: string; first: number; last: number }[] = [];
  #at: { file: string; first: number; last: number } | undefined;
  #before = -1;

  add(file: string, source: number): void {
    const at = this.#at;
    if (at && at.file === file && source >= this.#before && source >= at.first) {
      this.#before = source;
      if (source > at.last) at.last = source;
      return;
    }
    this.#before = source;
    let found = this.#ranges.find(
      (range) => range.file === file && source >= range.first && source <= range.last,
    );
    if (!found) {
      found =
        this.#ranges.length < mostRanges ? undefined : this.#ranges.find((range) => range.file === file);
      if (found) {
        found.first = Math.min(found.first, source);
        found.last = Math.max(found.last, source);
      } else {
        found = { file, first: source, last: source };
        this.#ranges.push(found);
      }
    }
    this.#at = found;
  }

  /** Those that touch made one, in the order of the file. */
  list(): SourceRange[] {
    const ordered = [...this.#ranges].sort((a, b) =>
      a.file < b.file ? -1 : a.file > b.file ? 1 : a.first - b.first,
    );
    const list: { file: string; first: number; last: number }[] = [];
    for (const range of ordered) {
      const before = list.at(-1);
      if (before && before.file === range.file && range.first <= before.last)
        before.last = Math.max(before.last, range.last);
      else list.push({ ...range });
    }
    return list;
  }
}
