/** Where reading of a file stands, such that it is found again under another name: rotation renames it. */

export interface FilePlace {
  /** Device and file number, which a rename keeps. */
  readonly id: string;
  readonly name: string;
  /** Behind the last record that is in a batch; bytes. */
  readonly offset: number;
  /** Of the first bytes: a file that was emptied and written anew keeps its number. */
  readonly head: string;
  readonly headBytes: number;
}

export const formatFileCursor = (place: FilePlace): string => JSON.stringify(place);

/** Undefined for a cursor that is absent or not of ours: then reading begins at the beginning. */
export function parseFileCursor(cursor: string | undefined): FilePlace | undefined {
  try {
    const place = JSON.parse(cursor ?? 'null') as Partial<FilePlace> | null;
    const { id, name, offset, head, headBytes } = place ?? {};
    if (typeof id !== 'string' || typeof name !== 'string' || typeof head !== 'string') return undefined;
    if (typeof offset !== 'number' || typeof headBytes !== 'number') return undefined;
    return { id, name, offset, head, headBytes };
  } catch {
    return undefined; // not JSON: not of ours
  }
}
