/** Room for what is needed only while a column is read or written: a page decoded makes no garbage but its own columns. */

export type Scratch = (which: 0 | 1 | 2, length: number) => Float64Array;

/** Each of the three is valid until the next column: nobody may wait while holding one. */
export function scratchSpace(): Scratch {
  const arrays = [new Float64Array(0), new Float64Array(0), new Float64Array(0)];
  return (which, length) => {
    if (arrays[which]!.length < length) arrays[which] = new Float64Array(Math.max(4096, 2 * length));
    return arrays[which]!;
  };
}
