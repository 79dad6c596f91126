/**
 * The root of the tree, signed: a checkpoint of transparency logs as others write and check it (C2SP tlog-checkpoint in a
 * signed note, Ed25519), so that a program of somebody else's verifies it as well.
 *
 *   mantinel/NODE/TREE          the tree's name: TREE is the epoch in which it grows
 *   260112                      leaves
 *   CsUYapGGPo4dkMgIAUqom/…     root, base64
 *   time 2026-03-02T06:00:14Z   when it was signed
 *   previous 1772… 5510 qINS…   the last head of the tree before, if there was one
 *   (empty line)
 *   — mantinel/NODE AbC…        first four bytes of the key's digest, then the signature, base64
 */
import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';
import type { TreeSize } from './merkle.ts';

export interface TreeHead extends TreeSize {
  readonly node: string;
  readonly tree: number;
  readonly timeUs: number;
  readonly previous?: TreeSize & { readonly tree: number };
}

export interface SignedHead extends TreeHead {
  readonly note: string;
}

/** RFC 8032 keys within what Node exports: the last 32 bytes of the DER. */
const publicBytes = 32;
const algorithm = 1;
const dash = '\u2014';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const signerName = (node: string): string => `mantinel/${node}`;

function rawPublic(key: KeyObject): Buffer {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return open.export({ format: 'der', type: 'spki' }).subarray(-publicBytes);
}

function keyDigest(name: string, key: KeyObject): Buffer {
  const named = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(algorithm), rawPublic(key)]);
  return hash('sha256', named, 'buffer').subarray(0, 4);
}

/** The key by which anybody verifies, in the form of signed notes: name, digest and key. `key`: the private or the public one. */
export const verifierKey = (node: string, key: KeyObject): string => {
  const name = signerName(node);
  const bytes = Buffer.concat([Buffer.of(algorithm), rawPublic(key)]);
  return `${name}+${keyDigest(name, key).toString('hex')}+${base64(bytes)}`;
};

/** Undefined for text that is no such key. */
export function publicKeyOf(verifier: string): KeyObject | undefined {
  const bytes = Buffer.from(verifier.trim().split('+').slice(2).join('+'), 'base64');
  if (bytes.length !== 1 + publicBytes || bytes[0] !== algorithm) return undefined;
  const head = Buffer.from('302a300506032b6570032100', 'hex');
  return createPublicKey({ key: Buffer.concat([head, bytes.subarray(1)]), format: 'der', type: 'spki' });
}

export function signHead(head: TreeHead, key: KeyObject): SignedHead {
  const name = signerName(head.node);
  const { previous } = head;
  const lines = [`${name}/${head.tree}`, String(head.size), base64(head.root)];
  lines.push(`time ${new Date(head.timeUs / 1000).toISOString()}`);
  if (previous) lines.push(`previous ${previous.tree} ${previous.size} ${base64(previous.root)}`);
  const text = `${lines.join('\n')}\n`;
  const signature = Buffer.concat([keyDigest(name, key), sign(null, Buffer.from(text), key)]);
  return { ...head, note: `${text}\n${dash} ${name} ${base64(signature)}\n` };
}

/** What a note says, whoever signed it; undefined when it is none. */
export function parseHead(note: string): SignedHead | undefined {
  const [origin, size, root, ...more] = note.slice(0, note.indexOf('\n\n')).split('\n');
  const named = /^mantinel\/(.+)\/(\d+)$/.exec(origin ?? '');
  if (!named || !size || !root || !/^\d+$/.test(size)) return undefined;
  const time = more.find((line) => line.startsWith('time '))?.slice(5);
  const [, tree, before, rootBefore] = more.find((line) => line.startsWith('previous '))?.split(' ') ?? [];
  return {
    node: named[1]!,
    tree: Number(named[2]),
    size: Number(size),
    root: Buffer.from(root, 'base64'),
    timeUs: time === undefined ? 0 : Date.parse(time) * 1000,
    ...(tree && before && rootBefore
      ? { previous: { tree: Number(tree), size: Number(before), root: Buffer.from(rootBefore, 'base64') } }
      : {}),
    note,
  };
}

/** Whether the key signed the note. */
export function isSignedBy(note: string, key: KeyObject): boolean {
  const end = note.indexOf('\n\n') + 1;
  if (end === 0) return false;
  const text = Buffer.from(note.slice(0, end));
  return note
    .slice(end + 1)
    .split('\n')
    .some((line) => {
      const [mark, name, signature] = line.split(' ');
      if (mark !== dash || !name || !signature) return false;
      const bytes = Buffer.from(signature, 'base64');
      return bytes.subarray(0, 4).equals(keyDigest(name, key)) && verify(null, text, key, bytes.subarray(4));
    });
}
