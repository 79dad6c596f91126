/**
 * Who this logbook is: node and epoch. The file remembers its own inode and time of birth; a copy or a restored backup has
 * others and so begins a new epoch, while a restart, a reboot or a rename of the folder changes neither.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@mantinel/contract/app-error';
import type { Disk } from '../../disk.ts';

const identityFormatVersion = 1;

export interface PastEpoch {
  readonly epoch: number;
  readonly lastSeq: number;
}

export interface Identity {
  readonly format: number;
  readonly node: string;
  readonly epoch: number;
  /** Former epochs, oldest first. */
  readonly past: readonly PastEpoch[];
  readonly fingerprint: string;
}

export interface IdentitySources {
  readonly nowUs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly disk: Disk;
}

const fileIn = (directory: string) => join(directory, 'identity.json');

/**
 * The identity stored here and whether this is still the very file that was written; undefined when there is none, or what is there is
 * damaged: then the logbook goes on in a new epoch.
 */
export function readIdentity(directory: string): { identity: Identity; original: boolean } | undefined {
  const file = fileIn(directory);
  if (!existsSync(file)) return undefined;
  const identity = parsed(readFileSync(file, 'utf8'));
  if (!identity) return undefined;
  if (identity.format > identityFormatVersion)
    throw new AppError('logbook.formatTooNew', { data: { file, version: identity.format } });
  return { identity, original: identity.fingerprint === fingerprintOf(file) };
}

function parsed(text: string): Identity | undefined {
  try {
    const identity = JSON.parse(text) as Partial<Identity>;
    const { node, epoch, past, format, fingerprint } = identity;
    const isWhole = typeof node === 'string' && Number.isSafeInteger(epoch) && Array.isArray(past);
    return isWhole && format !== undefined && fingerprint !== undefined ? (identity as Identity) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** An epoch greater than any before; the random digits keep two clones of one folder apart. */
export function nextEpoch(previous: number, { nowUs, random }: IdentitySources): number {
  const now = Math.floor(nowUs() / 1000) * 1000 + Math.floor(random() * 1000);
  return Math.max(previous + 1, now);
}

/** Notices itself wherever it lies, also where a file system tells no times of birth and gives inodes again. */
export const copiedIdentity = (identity: Identity): string =>
  `${JSON.stringify({ ...identity, fingerprint: 'copy' } satisfies Identity, undefined, 2)}\n`;

export async function writeIdentity(
  directory: string,
  identity: Omit<Identity, 'format' | 'fingerprint'>,
  disk: Disk,
): Promise<Identity> {
  const file = fileIn(directory);
  const draft = `${file}.new`;
  const handle = await open(draft, 'w');
  let complete: Identity;
  try {
    // Renaming keeps the inode, so that the draft's is the file's.
    complete = { format: identityFormatVersion, ...identity, fingerprint: fingerprintOf(draft) };
    await handle.writeFile(`${JSON.stringify(complete, undefined, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await disk.syncDirectory(dirname(file));
  return complete;
}

function fingerprintOf(file: string): string {
  const { ino, birthtimeNs } = statSync(file, { bigint: true });
  return `${ino}/${birthtimeNs}`;
}
