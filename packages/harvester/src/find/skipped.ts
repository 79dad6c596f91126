/** What was not taken up, and why. */
export interface Skipped {
  readonly path: string;
  readonly skipped: {
    /** Stable: `unreadable`, `seen-already`, `no-program`, `too-large`, those of archives … */
    readonly reason: string;
    /** A sentence, with the remedy where there is one. */
    readonly detail: string;
  };
}
