/** Secrets of webhooks as the database keeps them: sealed, each for its own webhook, so that a copy of the database signs nothing. */
import type { Store } from '@mantinel/store';
import type { SecretBox } from '../../secrets/secret-box.ts';

const mark = 'sealed:';
const belongsTo = (webhook: string) => `webhook:${webhook}`;

export const sealSecret = async (box: SecretBox, webhook: string, secret: string): Promise<string> =>
  mark + (await box.seal(Buffer.from(secret), belongsTo(webhook))).toString('base64');

/** One that an earlier version stored is readable as it stands. Throws `secret.unreadable`. */
export async function openSecret(box: SecretBox, webhook: string, stored: string): Promise<string> {
  if (!stored.startsWith(mark)) return stored;
  const sealed = Buffer.from(stored.slice(mark.length), 'base64');
  return (await box.open(sealed, belongsTo(webhook))).toString();
}

/** What an earlier version, or a backup of one, left readable. */
export async function sealReadable(store: Pick<Store, 'webhooks'>, box: SecretBox): Promise<void> {
  for (const { id, secret } of await store.webhooks.secretsWithout(mark))
    await store.webhooks.setSecret(id, await sealSecret(box, id, secret), secret);
}
