/** Device models that people bring: kept under data/device-models by their content, for recordings replayed afterwards. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { chooseDevice, readDeviceModels } from '@mantinel/connectors';
import { AppError, type UploadedDeviceModel } from '@mantinel/contract';
import { explainUploadFailure } from './upload-failure.ts';

export interface UploadedModels {
  /**
   * The same content has the same id, however often it is sent. `file` names it in errors. Throws `deviceModel.invalid`,
   * `deviceModel.notStored`, `request.tooLarge`, `request.invalid` for an upload that ends early.
   */
  keep(file: string, content: Readable): Promise<UploadedDeviceModel>;
  /** The file of a kept model that has this device. Throws `deviceModel.notFound`, `deviceModel.chooseDevice`. */
  fileOf(id: string, device: string | undefined): Promise<string>;
}

export interface UploadedModelsOptions {
  readonly folder: string;
  /** Largest upload in bytes. */
  readonly limit?: number;
}

/** The largest Devices.xml seen has 0.4 MB. */
const defaultLimit = 16 * 2 ** 20;

export function uploadedModels({ folder, limit = defaultLimit }: UploadedModelsOptions): UploadedModels {
  return {
    keep: async (name, content) => {
      const bytes = await allOf(content, limit).catch((error: unknown) => {
        throw explainUploadFailure(error, 'deviceModel.notStored', folder);
      });
      const devices = readDeviceModels(bytes, 'shdr', name).map((model) => model.name);
      const id = createHash('sha256').update(bytes).digest('hex');
      const incoming = join(folder, `${id}.${randomUUID()}.part`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(incoming, bytes, { flush: true });
        await rename(incoming, join(folder, `${id}.xml`));
      } catch (error) {
        await rm(incoming, { force: true });
        throw explainUploadFailure(error, 'deviceModel.notStored', folder);
      }
      return { id, devices };
    },
    fileOf: async (id, device) => {
      const file = join(folder, `${id}.xml`);
      let bytes: Buffer;
      try {
        bytes = await readFile(file);
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
        throw new AppError('deviceModel.notFound', { data: { id }, cause });
      }
      chooseDevice(readDeviceModels(bytes, 'shdr', id), device, id);
      return file;
    },
  };
}

async function allOf(content: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limit)
      throw new AppError('request.tooLarge', { data: { limit: `${Math.round(limit / 2 ** 20)} MiB` } });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
