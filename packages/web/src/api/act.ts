/** What every change carries: what it was made from, and why. */
export interface By {
  readonly version: number;
  readonly reason: string;
}

export interface Removed {
  readonly removed: string;
}

/** The address of one of several. */
export const addressOf = (path: string, id: string): string => path.replace(':id', encodeURIComponent(id));

/** A reason that is empty is none. */
export const why = (reason: string): { reason?: string } => (reason === '' ? {} : { reason });

/** The same in an address, for what has no body. */
export const because = (reason: string): string =>
  reason === '' ? '' : `?${new URLSearchParams({ reason })}`;
