/** Lists that are edited by the place of an entry. */
export const replaced = <T>(list: readonly T[], index: number, entry: T): T[] => list.with(index, entry);

export const without = <T>(list: readonly T[], index: number): T[] => list.toSpliced(index, 1);
