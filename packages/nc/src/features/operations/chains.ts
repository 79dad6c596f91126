/** Runs of cuts without a rapid or a plunge between: how many, and which of them end where they began. */

export class Chains {
  count = 0;
  closedMm = 0;
  readonly #open = { from1: 0, from2: 0, length: 0, at1: 0, at2: 0 };

  /** One move of the run, in two axes (mm). */
  add(
    from1: number,
    from2: number,
    { at1, at2, length }: { at1: number; at2: number; length: number },
  ): void {
    const run = this.#open;
    if (run.length === 0) {
      run.from1 = from1;
      run.from2 = from2;
    }
    run.length += length;
    run.at1 = at1;
    run.at2 = at2;
  }

  end(): void {
    const run = this.#open;
    if (run.length === 0) return;
    this.count += 1;
    if (Math.hypot(run.at1 - run.from1, run.at2 - run.from2) < 0.01 + 0.02 * run.length)
      this.closedMm += run.length;
    run.length = 0;
  }
}
