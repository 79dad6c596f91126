/** Files of the data folder beside logbook and database: which go along, and why the others do not. */
import { constants } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupManifest } from '@mantinel/contract';
import { parseDocument } from 'yaml';
import { parts } from './backup-folder.ts';
import { keysFolder, readRecipient, sealedName, sealKeys } from './sealed-keys.ts';

type LeftOut = BackupManifest['leftOut'];

/** Everything not named here stays out until somebody has decided about it: it may be a secret. */
const taken = ['device-models', 'recordings', 'uploads'];
/** Copied in their own ways, or made anew by whoever has the database. */
const otherwise = [parts.logbook, 'postgres', 'postgres.txt', 'known-senders.json'];
const configName = 'mantinel.yaml';
const withoutKeys =
  'no recovery key was made to seal them for: after a restore second factors have to be set up again';

interface OwnFiles {
  readonly leftOut: LeftOut;
  readonly keys?: NonNullable<BackupManifest['keys']>;
}

/** Returns what was left out, with reasons for people, and for whom the keys are sealed. */
export async function copyOwnFiles(
  from: { readonly data: string; readonly configFile: string | undefined },
  to: string,
  randomBytes: (count: number) => Uint8Array,
): Promise<OwnFiles> {
  let keys: OwnFiles['keys'];
  const leftOut: LeftOut = [
    { name: 'postgres/password', reason: 'a secret: the restored database makes one of its own' },
  ];
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from.data)) {
    if (taken.includes(name))
      await cp(join(from.data, name), join(to, name), { recursive: true, mode: constants.COPYFILE_FICLONE });
    else if (name === keysFolder) {
      const recipient = await readRecipient(from.data);
      if (recipient) {
        const files = await sealKeys(from.data, join(to, sealedName), { recipient, randomBytes });
        keys = { fingerprint: recipient.fingerprint, files };
      } else leftOut.push({ name, reason: withoutKeys });
    } else if (!otherwise.includes(name))
      leftOut.push({ name, reason: 'may hold secrets: keep a copy of it in a safe place yourself' });
  }
  if (from.configFile !== undefined) {
    const document = parseDocument(await readFile(from.configFile, 'utf8'));
    if (document.hasIn(['store', 'url'])) {
      document.deleteIn(['store', 'url']);
      leftOut.push({ name: `store.url of ${configName}`, reason: 'holds the password of the database' });
    }
    await writeFile(join(to, configName), document.toString());
  }
  return { leftOut, ...(keys ? { keys } : {}) };
}
