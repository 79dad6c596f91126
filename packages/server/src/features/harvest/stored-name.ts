/** The name under which an upload is stored: below its source's folder whatever was sent, and one that every system can keep. */
import { AppError } from '@mantinel/contract';

/** Bytes of a name and of a path that file systems and Windows' programs bear, with room for the folder before. */
const longestName = 180;
const longestPath = 600;
const deepest = 20;
/** Names that Windows keeps for devices, with any ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;

/** With `/`. Throws `harvest.nameRefused`. */
export function storedName(sent: string): string {
  const refuse = (problem: string) =>
    new AppError('harvest.nameRefused', { data: { name: sent.slice(0, 200), problem } });
  const parts = sent.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw refuse('it leads out of its folder');
  if (parts.length === 0) throw refuse('it is empty');
  if (parts.length > deepest) throw refuse(`it has more than ${deepest} folders`);
  const stored = parts.map(partOf);
  if (stored.some((part) => Buffer.byteLength(part) > longestName))
    throw refuse('a part of it is longer than files may be called');
  const path = stored.join('/');
  if (Buffer.byteLength(path) > longestPath) throw refuse('it is longer than paths may be');
  return path;
}

function partOf(part: string): string {
  const kept = part
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '_')
    // Windows leaves dots and spaces at the end away; a harvest passes by what begins with a dot.
    .replace(/[. ]+$/, (end) => '_'.repeat(end.length))
    .replace(/^\./, '_');
  return devices.test(kept) ? `_${kept}` : kept;
}
