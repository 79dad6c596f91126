/** Tokens of a whole program, for whoever reads it without carrying it out. */
import type { ByteSource } from '../source/byte-source.ts';
import type { ScanOptions } from './scan.ts';
import type { TokenChunk } from './token-chunk.ts';
import { tokenReader } from './token-reader.ts';

/** A chunk is valid until the next one is asked for. */
export function* readTokens(
  source: ByteSource,
  options: ScanOptions = { semicolon: 'comment', carriageReturn: 'blank' },
): Generator<TokenChunk> {
  const reader = tokenReader(source, options);
  for (let chunk = reader.next(); chunk; chunk = reader.next()) yield chunk;
}
