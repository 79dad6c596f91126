/** What would be wrong with the encryption that the configuration wants, without starting anything. */
import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { AppError, type Config, expiryWarningDays } from '@mantinel/contract';
import { isLoopbackBinding } from '../http/security.ts';
import { factsOf, type KeyPair } from './authority.ts';
import { modeOf } from './certificates.ts';
import { checkPair, readFiles, timeProblem } from './files-source.ts';
import { type KeyName, keyFolder } from './key-folder.ts';

export interface Examined {
  readonly level: 'ok' | 'warn' | 'fail';
  /** In one line. */
  readonly text: string;
  readonly remedy?: string;
}

const dayUs = 24 * 3_600_000_000;

export async function examineEncryption(config: Config, nowUs: number): Promise<Examined> {
  const mode = modeOf(config.http);
  try {
    switch (mode) {
      case 'off':
        return isLoopbackBinding(config.http.host)
          ? { level: 'ok', text: 'off: nobody but this computer gets in' }
          : {
              level: 'warn',
              text: 'off, and other computers get in: whoever can listen in on the network reads along',
              remedy: 'Right behind a proxy that encrypts; else take http.tls.mode out of mantinel.yaml.',
            };
      case 'files':
        return await examineFiles(config.http.tls, nowUs);
      case 'local':
        return await examineKept('local', config, nowUs);
      case 'acme':
        return await examineKept('acme', config, nowUs);
      default:
        return mode satisfies never;
    }
  } catch (error) {
    if (error instanceof AppError) return { level: 'fail', text: error.message, remedy: error.remedy };
    throw error;
  }
}

async function examineFiles(tls: Config['http']['tls'], nowUs: number): Promise<Examined> {
  const files = { certificate: tls.certificate!, key: tls.key! };
  const pair = await readFiles(files);
  checkPair(pair, files);
  const wrong = timeProblem(pair, files.certificate, nowUs);
  if (wrong) throw wrong;
  const missing = namesMissing(pair, tls.names);
  if (missing.length > 0)
    return {
      level: 'fail',
      text: `The certificate in ${files.certificate} is not for ${missing.join(', ')}, only for ${namesOf(pair)}`,
      remedy: 'Get one for every name of http.tls.names, or open the panel by a name that it is for.',
    };
  return endOf(pair, nowUs, 'Replace the files by renewed ones before; they are taken up without a restart.');
}

/** Those that Mantinel gets by itself: what is short or lacks a name is renewed at the start. */
async function examineKept(mode: 'local' | 'acme', config: Config, nowUs: number): Promise<Examined> {
  const keys = keyFolder(join(config.data, 'keys'));
  const read = async (name: KeyName): Promise<KeyPair | undefined> => {
    const file = keys.path(`${name}.pem`);
    try {
      const pair = await keys.read(name);
      if (pair) checkPair(pair, { certificate: file, key: file });
      return pair;
    } catch (cause) {
      throw new AppError('tls.keysUnusable', { data: { reason: (cause as Error).message }, cause });
    }
  };
  if (mode === 'local') {
    const authority = await read('authority');
    await read('local');
    if (!authority) return { level: 'ok', text: 'by an authority of its own, which the first start makes' };
    return endOf(
      authority,
      nowUs,
      'Replace the authority on the page "Keys and certificates", and let every device trust the new one.',
    );
  }
  const pair = await read('acme');
  const { host } = new URL(config.http.tls.acme.directory);
  if (!pair)
    return {
      level: 'warn',
      text: `no certificate of ${host} yet; until there is one, people see a warning of their browser`,
      remedy: 'Start Mantinel, and look at the page "Keys and certificates" a minute later.',
    };
  const missing = namesMissing(pair, config.http.tls.names);
  if (missing.length > 0)
    return {
      level: 'warn',
      text: `the certificate of ${host} is not yet for ${missing.join(', ')}`,
      remedy: 'It is asked for anew at the next start.',
    };
  return endOf(
    pair,
    nowUs,
    `Renewing it fails: see that ${host} is reached and reaches port 80 of this computer.`,
  );
}

function endOf(pair: KeyPair, nowUs: number, remedy: string): Examined {
  const { subject, expiresUs } = factsOf(pair.certificate);
  const on = new Date(expiresUs / 1000).toISOString().slice(0, 10);
  if (expiresUs <= nowUs) return { level: 'fail', text: `${subject} ended on ${on}`, remedy };
  const isSoon = expiresUs - nowUs < expiryWarningDays[0] * dayUs;
  return { level: isSoon ? 'warn' : 'ok', text: `${subject}, until ${on}`, ...(isSoon && { remedy }) };
}

const namesOf = ({ certificate }: KeyPair): string =>
  factsOf(certificate).names.join(', ') || 'no name at all';

function namesMissing({ certificate }: KeyPair, names: readonly string[]): string[] {
  const parsed = new X509Certificate(certificate);
  return names.filter(
    (name) => (isIP(name) === 0 ? parsed.checkHost(name) : parsed.checkIP(name)) === undefined,
  );
}
