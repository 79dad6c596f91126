/** Recordings that people bring: kept under data/recordings, replayed like a machine. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError, config, type MachineView, type ReplayRecordingQuery } from '@mantinel/contract';
import type { z } from 'zod';
import type { ConnectedBy, MachineHall } from './machine-hall.ts';
import { explainUploadFailure } from './upload-failure.ts';
import type { UploadedModels } from './uploaded-models.ts';

export interface Recordings {
  /**
   * Throws `machine.exists`, `request.tooLarge`, `recording.notStored`, `recording.invalid` for what is no text or empty, and
   * what `UploadedModels.fileOf` throws; all but the size before the recording is taken in.
   */
  replay(
    query: z.output<typeof ReplayRecordingQuery>,
    content: Readable,
    by: ConnectedBy,
  ): Promise<MachineView>;
}

export interface RecordingsOptions {
  readonly folder: string;
  readonly machines: MachineHall;
  readonly models: Pick<UploadedModels, 'fileOf'>;
  /** Largest upload in bytes. */
  readonly limit?: number;
}

const defaultLimit = 256 * 2 ** 20;

export function recordings({
  folder,
  machines,
  models,
  limit = defaultLimit,
}: RecordingsOptions): Recordings {
  return {
    replay: async (query, content, by) => {
      // Before a quarter of a gigabyte is taken in.
      if (machines.has(query.machine))
        throw new AppError('machine.exists', { data: { machine: query.machine } });
      const deviceModel =
        query.deviceModel === undefined ? undefined : await models.fileOf(query.deviceModel, query.device);
      const file = join(folder, `${query.machine}.shdr`);
      const incoming = `${file}.${randomUUID()}.part`;
      try {
        await mkdir(folder, { recursive: true });
        await pipeline(content, checked(query.file, limit), createWriteStream(incoming, { flush: true }));
        if (machines.has(query.machine))
          throw new AppError('machine.exists', { data: { machine: query.machine } });
        await rename(incoming, file);
      } catch (error) {
        await rm(incoming, { force: true });
        throw explainUploadFailure(error, 'recording.notStored', folder);
      }
      return machines.connect(
        config.Machine.parse({
          connector: 'replay',
          id: query.machine,
          name: query.name ?? query.file.slice(0, 80),
          file,
          speed: query.speed,
          timestamps: query.timestamps,
          controller: query.controller,
          timeZone: query.timeZone,
          deviceModel,
          device: query.device,
        }),
        by,
      );
    },
  };
}

/** Passes text through; refuses what is too long, empty, or holds a NUL, which no recording does. */
function checked(name: string, limit: number): Transform {
  let bytes = 0;
  let lines = 0;
  const invalid = (problem: string) =>
    new AppError('recording.invalid', { data: { file: name, line: lines + 1, problem } });
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      if (bytes > limit)
        return done(
          new AppError('request.tooLarge', { data: { limit: `${Math.round(limit / 2 ** 20)} MiB` } }),
        );
      if (chunk.includes(0)) {
        for (const byte of chunk.subarray(0, chunk.indexOf(0))) if (byte === 10) lines += 1;
        return done(invalid('this is not text'));
      }
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
      done(null, chunk);
    },
    flush: (done) => done(bytes === 0 ? invalid('the recording is empty') : null),
  });
}
