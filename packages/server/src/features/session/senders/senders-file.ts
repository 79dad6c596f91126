/** What is known of senders, on disk: no token and nothing from which one could be made, for the account that runs Mantinel alone. */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { permissions } from '@mantinel/contract';
import { type Place, type PlaceId, roles } from '@mantinel/domain';
import { z } from 'zod';
import { writeWhole } from '../../../files/write-whole.ts';

const placeId = z.string().max(200) as unknown as z.ZodType<PlaceId>;

const Sender = z.object({
  /** HMAC of the token's hash: whoever has this file but not `keys/senders.key` cannot tell whose token a token is. */
  keyed: z.string(),
  kind: z.enum(['token', 'certificate']),
  token: z.string(),
  person: z.string(),
  grants: z.array(z.object({ role: z.enum(roles), place: placeId })),
  permissions: z.array(z.enum(permissions)),
  place: placeId,
  expiresUs: z.number(),
  verifiedUs: z.number(),
});
export type Sender = z.infer<typeof Sender>;

const Kept = z.object({
  format: z.literal(1),
  writtenUs: z.number(),
  senders: z.array(Sender),
  /** The plant on which their rights hold. */
  places: z.array(z.object({ id: placeId, name: z.string(), parent: placeId.optional() })),
});

export interface KeptSenders {
  readonly writtenUs: number;
  readonly senders: readonly Sender[];
  readonly places: readonly Place[];
}

/** Undefined where there is no file. Throws where it is none of ours. */
export async function readSenders(file: string): Promise<KeptSenders | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return Kept.parse(JSON.parse(text)) as KeptSenders;
}

export async function writeSenders(file: string, kept: KeptSenders): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeWhole(file, JSON.stringify({ format: 1, ...kept }));
}
