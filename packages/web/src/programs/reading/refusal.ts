/** What is not shown, told before anybody tries to read it. */
import { beginningBytes, noProgram } from '@mantinel/nc';

export type Refusal = 'empty' | 'tooLarge' | 'binary' | 'utf16';

/** Bytes. A program of 128 MiB has some four million blocks; the picture of it would fill a small computer's memory. */
export const largestProgram = 128 * 1024 * 1024;

/** Bytes that are enough for `refusalOf`. */
export const refusalBytes = beginningBytes;

export function refusalOf(size: number, beginning: Uint8Array): Refusal | undefined {
  if (size > largestProgram) return 'tooLarge';
  const why = noProgram(size, beginning);
  return why === 'blank' ? 'empty' : why;
}
