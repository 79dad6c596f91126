/** The index of all operations: filled when first asked for, and anew when the store holds other ones. */
import { SimilarityIndex } from '@mantinel/harvester';
import type { OperationKey, Store } from '@mantinel/store';
import { comparedOf, unknownWeight, weightOf } from './compared.ts';

const pageRows = 10_000;
/** Filling takes at most this share of the time: a shop with half a million operations waits a minute for the newest ones. */
const mostShare = 0.05;

export interface KeptIndex {
  /** Of what the store held a moment ago. */
  current(): Promise<SimilarityIndex>;
}

export function keptIndex(store: Pick<Store, 'operations' | 'outcomes'>): KeptIndex {
  let filled:
    | { readonly index: SimilarityIndex; readonly state: string; readonly againMs: number }
    | undefined;
  let filling: Promise<SimilarityIndex> | undefined;

  async function fill(state: string): Promise<SimilarityIndex> {
    const began = performance.now();
    const index = await filledIndex(store);
    const tookMs = performance.now() - began;
    filled = { index, state, againMs: performance.now() + tookMs / mostShare };
    return index;
  }

  return {
    current: async () => {
      if (filling) return filled?.index ?? filling;
      if (filled && performance.now() < filled.againMs) return filled.index;
      const state = await store.operations.state();
      if (filled?.state === state) return filled.index;
      filling ??= fill(state).finally(() => {
        filling = undefined;
      });
      return filling;
    },
  };
}

async function filledIndex(store: Pick<Store, 'operations' | 'outcomes'>): Promise<SimilarityIndex> {
  const sums = await store.outcomes.sums();
  const weights = new Map(sums.map((sum) => [sum.project, weightOf(sum)]));
  const index = new SimilarityIndex();
  for (let after: OperationKey | undefined; ; ) {
    const rows = await store.operations.page({ after, limit: pageRows });
    for (const row of rows)
      index.add({
        ...comparedOf(row),
        place: row.place,
        project: row.project,
        revision: row.revision,
        number: row.number,
        weight: weights.get(row.project) ?? unknownWeight,
      });
    after = rows.at(-1);
    if (rows.length < pageRows) return index;
  }
}
