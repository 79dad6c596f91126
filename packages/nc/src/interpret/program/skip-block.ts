/** Passing over blocks. */
import { TokenKind } from '../../tokens/token-chunk.ts';
import type { Control } from '../control.ts';

/** To the start of the next block. */
export const skipBlock = (state: Control): void => {
  const { file } = state;
  for (;;) {
    const { tokens } = file;
    if (!tokens) return;
    while (file.token < tokens.count) {
      const at = file.token++;
      if (tokens.kind[at] !== TokenKind.endOfBlock) continue;
      if (tokens.bytes[tokens.start[at]!] !== 59) file.line++;
      return;
    }
    if (!file.advance()) return;
  }
};
