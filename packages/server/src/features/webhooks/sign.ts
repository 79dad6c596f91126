/** Signatures after Standard Webhooks 1.0.0: the receiver checks that a report is ours, whole, and not an old one sent again. */
import { createHmac } from 'node:crypto';

const prefix = 'whsec_';

/** 32 random bytes, as receivers' libraries expect to be given them. */
export const secretOf = (bytes: Uint8Array): string => prefix + Buffer.from(bytes).toString('base64');

export interface Signed {
  readonly id: string;
  readonly timestampSeconds: number;
  readonly body: string;
}

export function signedHeaders(
  { id, timestampSeconds, body }: Signed,
  secret: string,
): Record<string, string> {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestampSeconds}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': `v1,${signature}`,
  };
}
