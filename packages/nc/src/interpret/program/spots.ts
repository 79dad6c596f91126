/** Places in a program, taken from where the control stands. */
import type { Control } from '../control.ts';
import type { Spot } from './program-file.ts';

/** The block at hand. */
export const spotOfBlock = (state: Control): Spot => ({ offset: state.block.offset, line: state.block.line });

/** What is read next. */
export const spotAhead = (state: Control): Spot => {
  const { tokens, token, line, source } = state.file;
  if (!tokens) return { offset: source.size, line };
  const within = token < tokens.count ? tokens.start[token]! : tokens.bytes.length;
  return { offset: tokens.offset + within, line };
};
