/** Which rows are chosen: one by one, a stretch of them with Shift, or all that are shown. */
import { useState } from 'react';

export interface RowChoice<Row> {
  readonly chosen: readonly Row[];
  readonly has: (row: Row) => boolean;
  readonly toggle: (row: Row, stretch: boolean) => void;
  readonly toggleAll: () => void;
  readonly clear: () => void;
}

/** Rows that are no longer there are no longer chosen. */
export function useChoice<Row extends { readonly id: string }>(rows: readonly Row[]): RowChoice<Row> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string>();
  const chosen = rows.filter(({ id }) => ids.has(id));
  return {
    chosen,
    has: ({ id }) => ids.has(id),
    toggle: ({ id }, stretch) => {
      const [from, to] = [rows.findIndex((row) => row.id === last), rows.findIndex((row) => row.id === id)];
      const meant =
        stretch && from >= 0
          ? rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id)
          : [id];
      const next = new Set(ids);
      for (const each of meant)
        if (ids.has(id)) next.delete(each);
        else next.add(each);
      setIds(next);
      setLast(id);
    },
    toggleAll: () => setIds(chosen.length === rows.length ? new Set() : new Set(rows.map(({ id }) => id))),
    clear: () => setIds(new Set()),
  };
}
