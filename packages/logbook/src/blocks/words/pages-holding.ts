/** Which pages of a block can hold what a search needs. */
import type { Need } from '../../query/search/need.ts';
import type { WordIndex } from './word-section.ts';

export function pagesHolding(index: WordIndex, need: Need): Uint8Array {
  switch (need.is) {
    case 'word':
      return index.pagesWith(need.word) ?? new Uint8Array(index.pages);
    case 'part':
      return index.pagesWithPart(need.part);
    case 'all': {
      const all = new Uint8Array(index.pages).fill(1);
      for (const inner of need.of) {
        const some = pagesHolding(index, inner);
        let left = 0;
        for (let page = 0; page < all.length; page++) left += all[page]! &= some[page]!;
        if (left === 0) break;
      }
      return all;
    }
    case 'any': {
      const any = new Uint8Array(index.pages);
      for (const inner of need.of) {
        const some = pagesHolding(index, inner);
        for (let page = 0; page < any.length; page++) any[page]! |= some[page]!;
      }
      return any;
    }
  }
}
