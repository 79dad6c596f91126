/** Programs that have a name in place of a number: `<NAME>` of Fanuc's 30i series (B-64014EN, 2.5: up to 32 characters between < and >). */
import { textOfBytes } from '../../source/byte-source.ts';
import type { TokenChunk } from '../../tokens/token-chunk.ts';
import { type Block, hasM, Word } from '../block.ts';

/** `<NAME>` as it is written; `<O0012>` is O12. */
export const programNamed = (tokens: TokenChunk, at: number): number | string => {
  const name = textOfBytes(tokens.bytes, tokens.start[at]! + 1, tokens.end[at]! - 1).trim();
  const digits = /^O0*(\d{1,8})$/i.exec(name)?.[1];
  return digits === undefined ? name : Number(digits);
};

/** Files lose the case of their names on the way between computers and controls. */
export const isSameProgram = (one: number | string, other: number | string): boolean =>
  one === other ||
  (typeof one === 'string' && typeof other === 'string' && one.toLowerCase() === other.toLowerCase());

/** O1234 or `<NAME>`, as a program calls it. */
export const writtenProgram = (program: number | string): string =>
  typeof program === 'number' ? `O${program}` : `<${program}>`;

/** Whether a name in the block as it has been read so far says what is called. */
export const callsByName = (block: Block): boolean => {
  if (hasM(block, 98) || hasM(block, 198)) return true;
  for (let i = 0; i < block.gCount; i++) if (macroCalls.has(block.g[i]!)) return true;
  return false;
};

/** × 10. */
const macroCalls = new Set([650, 660, 661]);

/** Whether nothing but a block number stands in the block so far: then a name is the program's. */
export const isBare = (block: Block): boolean => block.gCount === 0 && (block.present & ~(1 << Word.N)) === 0;
