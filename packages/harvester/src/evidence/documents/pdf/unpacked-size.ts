/** Whether a PDF's streams unpack to more than a page of text ever does: pdf.js unpacks whatever it is given. */
import { constants, inflateSync } from 'node:zlib';
import type { Budget } from '../budget.ts';

/** Scans of large drawings reach some 40 MB; they are nearly always packed as pictures, which are not looked at here. */
const mostBytes = 64 * 2 ** 20;
/** Streams packed within packed streams. */
const deepest = 4;

export function unpacksTooFar(bytes: Uint8Array, budget: Budget): boolean {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    budget.inTime();
    const from = at + 6 + (pdf[at + 6] === 13 ? 2 : 1);
    const end = pdf.indexOf('endstream', from);
    if (isTooLarge(pdf.subarray(from, end < 0 ? undefined : end))) return true;
    if (end > 0) at = end;
  }
  return false;
}

function isTooLarge(packed: Uint8Array): boolean {
  let data = packed;
  for (let depth = 0; depth < deepest && isZlib(data); depth++) {
    try {
      data = inflateSync(data, { maxOutputLength: mostBytes, finishFlush: constants.Z_SYNC_FLUSH });
    } catch (error) {
      // Damaged streams are for the reader to judge.
      return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    }
  }
  return false;
}

/** RFC 1950: the method in the low bits, and both bytes together a multiple of 31. */
const isZlib = (bytes: Uint8Array): boolean =>
  bytes.length > 2 && (bytes[0]! & 0x0f) === 8 && ((bytes[0]! << 8) | bytes[1]!) % 31 === 0;
