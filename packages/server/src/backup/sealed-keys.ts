/**
 * The keys of the data folder, sealed for a recovery key that is kept on paper: whoever makes backups can seal, and only the
 * paper opens. X25519 with a key of its own for each backup, HKDF-SHA-256, AES-256-GCM.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@mantinel/contract';
import { z } from 'zod';

const Recipient = z.object({ publicKey: z.string(), fingerprint: z.string(), createdUs: z.number() });
export type Recipient = z.infer<typeof Recipient>;

export const keysFolder = 'keys';
export const sealedName = 'keys.sealed';
const recipientName = 'recovery-recipient.json';

type RandomBytes = (count: number) => Uint8Array;
const [format, keyBytes, nonceBytes, tagBytes, checkBytes] = [1, 32, 12, 16, 3];
/** RFC 8410: the DER of an X25519 key is a fixed beginning and the 32 bytes. */
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicHead = Buffer.from('302a300506032b656e032100', 'hex');
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Whom backups of this data folder are sealed for; undefined where no recovery key was made. */
export async function readRecipient(data: string): Promise<Recipient | undefined> {
  const text = await readFile(join(data, keysFolder, recipientName), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
  return text === undefined ? undefined : Recipient.parse(JSON.parse(text));
}

/** Makes a recovery key, which is returned and kept nowhere; from now on backups are sealed for it. */
export async function makeRecoveryKey(
  data: string,
  { randomBytes, nowUs }: { randomBytes: RandomBytes; nowUs: () => number },
): Promise<{ recoveryKey: string; recipient: Recipient }> {
  const secret = Buffer.from(randomBytes(keyBytes));
  const publicKey = rawPublic(createPublicKey(privateOf(secret)));
  const recipient = {
    publicKey: publicKey.toString('base64'),
    fingerprint: fingerprintOf(publicKey),
    createdUs: nowUs(),
  };
  await mkdir(join(data, keysFolder), { recursive: true, mode: 0o700 });
  await writeFile(join(data, keysFolder, recipientName), JSON.stringify(recipient), {
    flush: true,
    mode: 0o600,
  });
  return { recoveryKey: textOf(secret), recipient };
}

/** Seals every file of the data folder's keys. Returns how many. */
export async function sealKeys(
  data: string,
  to: string,
  { recipient, randomBytes }: { recipient: Recipient; randomBytes: RandomBytes },
): Promise<number> {
  const files: Record<string, string> = {};
  const folder = join(data, keysFolder);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[path.slice(folder.length + 1).replaceAll('\\', '/')] = (await readFile(path)).toString('base64');
  }
  const own = privateOf(Buffer.from(randomBytes(keyBytes)));
  const ownPublic = rawPublic(createPublicKey(own));
  const theirs = Buffer.from(recipient.publicKey, 'base64');
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv('aes-256-gcm', sharedKey(own, theirs, [ownPublic, theirs]), nonce);
  const text = Buffer.concat([sealing.update(JSON.stringify(files)), sealing.final()]);
  await writeFile(to, Buffer.concat([Buffer.of(format), ownPublic, nonce, sealing.getAuthTag(), text]), {
    flush: true,
    mode: 0o600,
  });
  return Object.keys(files).length;
}

/** Path and content of every key. Throws `backup.wrongRecoveryKey`. */
export async function openKeys(file: string, recoveryKey: string): Promise<Map<string, Buffer>> {
  const secret = secretOf(recoveryKey);
  const sealed = await readFile(file);
  try {
    const [nonceAt, tagAt, textAt] = [
      1 + keyBytes,
      1 + keyBytes + nonceBytes,
      1 + keyBytes + nonceBytes + tagBytes,
    ];
    if (sealed[0] !== format) throw new Error(`format ${sealed[0]} is not known`);
    const theirs = sealed.subarray(1, nonceAt);
    const own = privateOf(secret);
    const key = sharedKey(own, theirs, [theirs, rawPublic(createPublicKey(own))]);
    const opening = createDecipheriv('aes-256-gcm', key, sealed.subarray(nonceAt, tagAt), {
      authTagLength: tagBytes,
    }).setAuthTag(sealed.subarray(tagAt, textAt));
    const text = Buffer.concat([opening.update(sealed.subarray(textAt)), opening.final()]).toString();
    const files = z.record(z.string(), z.string()).parse(JSON.parse(text));
    return new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(content, 'base64')]));
  } catch (cause) {
    throw new AppError('backup.wrongRecoveryKey', {
      data: { problem: 'it does not open this backup' },
      cause,
    });
  }
}

export async function writeKeys(data: string, keys: ReadonlyMap<string, Buffer>): Promise<void> {
  for (const [path, content] of keys) {
    const file = join(data, keysFolder, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, content, { flush: true, mode: 0o600 });
  }
}

const privateOf = (secret: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([privateHead, secret]), format: 'der', type: 'pkcs8' });
const rawPublic = (key: KeyObject): Buffer =>
  key.export({ format: 'der', type: 'spki' }).subarray(publicHead.length);
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
const fingerprintOf = (publicKey: Buffer): string =>
  sha256(publicKey)
    .toString('hex', 0, 4)
    .toUpperCase()
    .replace(/(.{4})/, '$1-');

function sharedKey(own: KeyObject, theirs: Buffer, between: readonly Buffer[]): Buffer {
  const publicKey = createPublicKey({
    key: Buffer.concat([publicHead, theirs]),
    format: 'der',
    type: 'spki',
  });
  const shared = diffieHellman({ privateKey: own, publicKey });
  return Buffer.from(
    hkdfSync('sha256', shared, Buffer.concat([...between]), 'mantinel backup keys 1', keyBytes),
  );
}

/** RFC 4648 base32 in groups of four, with the beginning of its own digest: a slip of the pen is noticed before anything is tried. */
function textOf(secret: Buffer): string {
  const bytes = Buffer.concat([secret, sha256(secret).subarray(0, checkBytes)]);
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const text = bits.match(/.{5}/g)!.map((five) => letters[Number.parseInt(five, 2)]);
  return text.join('').match(/.{4}/g)!.join('-');
}

function secretOf(typed: string): Buffer {
  const text = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('0', 'O').replaceAll('1', 'I');
  const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from((bits.match(/[01]{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
  const secret = bytes.subarray(0, keyBytes);
  const intact =
    text.length === 56 && bytes.subarray(keyBytes).equals(sha256(secret).subarray(0, checkBytes));
  if (intact) return secret;
  const problem = text.length === 56 ? 'a letter of it is wrong' : `it has ${text.length} letters, not 56`;
  throw new AppError('backup.wrongRecoveryKey', { data: { problem } });
}
