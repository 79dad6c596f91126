/** The terminal of this process. */
import { styleText } from 'node:util';
import type { Terminal } from './context.ts';
import { typeUnseen } from './type-unseen.ts';

export const processTerminal = (): Terminal => ({
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  // Honours NO_COLOR, FORCE_COLOR and whether it is a terminal at all.
  style: (format, text) => styleText(format, text, { stream: process.stdout }),
  ...(process.stdin.isTTY && process.stdout.isTTY ? { ask: typeUnseen } : {}),
});
