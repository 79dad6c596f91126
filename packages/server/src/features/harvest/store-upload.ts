/** Takes in a file of an upload: as it streams, whole or not at all, and once however often it is sent. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError, type UploadedFile } from '@mantinel/contract';
import { storedName } from './stored-name.ts';

export interface StoreUploadOptions {
  /** The source's. */
  readonly folder: string;
  /** As it was sent. */
  readonly path: string;
  /** As it is said to have. */
  readonly bytes: number;
  readonly content: Readable;
  /** Of the largest file. */
  readonly limit: number;
  /** What has to stay free on the disk, so that events can still be recorded. */
  readonly reserveBytes: number;
}

/** Throws `harvest.nameRefused`, `request.tooLarge`, `request.invalid` for a part of a file, `harvest.notStored`. */
export async function storeUpload(options: StoreUploadOptions): Promise<UploadedFile> {
  const { folder, path: sent, bytes, content, limit, reserveBytes } = options;
  const path = storedName(sent);
  if (bytes > limit)
    throw new AppError('request.tooLarge', { data: { limit: `${Math.round(limit / 2 ** 20)} MiB` } });
  const target = join(folder, path);
  // A harvest passes by what begins with a dot.
  const incoming = join(folder, `.${randomUUID()}.part`);
  const digest = createHash('sha256');
  let taken = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      taken += chunk.length;
      if (taken > bytes) return done(differs(bytes));
      digest.update(chunk);
      done(null, chunk);
    },
    flush: (done) => done(taken === bytes ? null : differs(bytes)),
  });
  try {
    await mkdir(dirname(target), { recursive: true });
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize - bytes < reserveBytes)
      throw new AppError('harvest.notStored', { data: { folder, reason: 'ENOSPC' } });
    await pipeline(content, counted, createWriteStream(incoming, { flush: true }));
    const sha256 = digest.digest('hex');
    const known = (await hashOf(target, bytes)) === sha256;
    // The same again leaves the file as it is, so that no harvest reads it again.
    if (!known) await rename(incoming, target);
    return { path, bytes, sha256, known };
  } catch (error) {
    throw explained(error, folder);
  } finally {
    await rm(incoming, { force: true });
  }
}

/** Undefined where there is none of this size. */
async function hashOf(file: string, bytes: number): Promise<string | undefined> {
  try {
    if ((await stat(file)).size !== bytes) return undefined;
    const digest = createHash('sha256');
    await pipeline(createReadStream(file), digest);
    return digest.digest('hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const differs = (bytes: number) =>
  new AppError('request.invalid', {
    data: { problem: `the upload has not the ${bytes} bytes that it was said to have` },
  });

function explained(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET')
    return new AppError('request.invalid', { data: { problem: 'the upload ended early' }, cause: error });
  // A folder lies where the file is to be, or a file where a folder.
  if (code !== undefined && ['EEXIST', 'ENOTDIR', 'EISDIR', 'ENOTEMPTY'].includes(code))
    return new AppError('harvest.nameRefused', {
      data: {
        name: (error as NodeJS.ErrnoException).path ?? folder,
        problem: 'a file and a folder would be called so',
      },
      cause: error,
    });
  if (code !== undefined && /^E[A-Z]+$/.test(code))
    return new AppError('harvest.notStored', { data: { folder, reason: code }, cause: error });
  return error;
}
