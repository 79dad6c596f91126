/** Whether texts that nobody has indexed may hold what a search needs, told from their bytes. */
import { fold } from '@mantinel/domain';
import type { Need } from './need.ts';

/** `texts`: any number of them in UTF-8, one after the other; what stands between them may make it say yes in vain, never no. */
export function mayHold(texts: Uint8Array, need: Need): boolean {
  const folded = fold(Buffer.from(texts.buffer, texts.byteOffset, texts.length).toString('utf8'));
  const holds = (wanted: Need): boolean => {
    switch (wanted.is) {
      case 'all':
        return wanted.of.every(holds);
      case 'any':
        return wanted.of.some(holds);
      case 'word':
        return folded.includes(wanted.word);
      case 'part':
        return folded.includes(wanted.part);
    }
  };
  return holds(need);
}
