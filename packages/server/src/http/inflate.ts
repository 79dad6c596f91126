/** Bodies that come compressed: read as they are unpacked, so that what a small one unpacks to is bounded like any other. */
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '@mantinel/contract';
import type { FastifyRequest } from 'fastify';

/** Fastify holds this against the length that was announced. */
type Unpacked = Readable & { receivedEncodedLength?: number };

/** Throws `request.invalid` for an encoding that is not spoken; a broken one fails as it is read. */
export function inflate({ headers }: FastifyRequest, payload: Readable): Unpacked {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity' || encoding === '') return payload;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    const problem = `the content encoding ${encoding.slice(0, 40)} is not spoken here, gzip is`;
    throw new AppError('request.invalid', { data: { problem } });
  }
  const unpacked: Unpacked = createGunzip();
  unpacked.receivedEncodedLength = 0;
  payload.on('data', (chunk: Buffer) => {
    unpacked.receivedEncodedLength! += chunk.length;
  });
  payload.on('error', (error) => unpacked.destroy(error));
  return payload.pipe(unpacked as never) as unknown as Unpacked;
}
