/** Follows the way of a program through its notes: which stands over the block at hand, and whether it is a new one. */
import type { OperationNote } from './operation-note.ts';

/** Notes about a step of an operation, not about another one. */
const withinOperation =
  /^(LEVEL|LAYER|CUT|DEPTH|STEP|LINE|BLOCK|BEGIN|END|START|TURN O(N|FF)|Z|ROW|POINT)\b|\bPASS(ES)?\b/i;
/** On a lathe the finishing pass is an operation, and empty lines part nothing. */
const finishing = /FINISH/i;

export class NoteFollower {
  /** A note, or an empty line, begins behind what was cut so far. */
  fresh: OperationNote | undefined;
  readonly #notes: readonly OperationNote[];
  readonly #lathe: boolean;
  #highest = -1;
  /** Byte offsets between which the note at hand holds. */
  #from = 0;
  #to: number;
  /** Of the tool at hand, without numbers: the same again is another hole or pocket of the same operation. */
  #job = '';

  constructor(notes: readonly OperationNote[], lathe: boolean) {
    this.#notes = notes;
    this.#lathe = lathe;
    this.#to = notes[0]?.start ?? Number.POSITIVE_INFINITY;
  }

  /** Another tool does its jobs anew. */
  changeTool(): void {
    this.#job = '';
  }

  /** `offset`: of a block in the file of the notes. */
  follow(offset: number): void {
    if (offset >= this.#from && offset < this.#to) return;
    const notes = this.#notes;
    let low = 0;
    let high = notes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (notes[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    this.#from = notes[low - 1]?.start ?? 0;
    this.#to = notes[low]?.start ?? Number.POSITIVE_INFINITY;
    // Going back (GOTO, the contour of G70) begins nothing that was not begun before.
    if (low - 1 <= this.#highest) return;
    this.#highest = low - 1;
    const note = notes[low - 1]!;
    if (withinOperation.test(note.text) && !(this.#lathe && finishing.test(note.text))) return;
    if (note.text !== '') {
      const job = note.text.replace(/\[[^\]]*\]|[XYZ]?-?\d*\.\d+|(?<=^HOLE\W*(NO\W*)?)\d+/gi, '');
      if (job === this.#job) return;
      this.#job = job;
    } else if (this.#lathe) return;
    this.fresh = note;
  }
}
