/** How reading a block ended. */

/** `block`: words to carry out; `done`: nothing is left to do, the reader may have jumped; `end`: no more blocks in this file. */
export type Reading = 'block' | 'done' | 'end';
