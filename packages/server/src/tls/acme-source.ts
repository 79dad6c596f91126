/** A certificate from a certificate service (ACME, RFC 8555): one order, answered over plain http (HTTP-01). */
import { readFile } from 'node:fs/promises';
import { Agent, get } from 'node:https';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { AppError, type config } from '@mantinel/contract';
import type { Client } from 'acme-client';
import type { KeyPair } from './authority.ts';
import type { KeyFolder } from './key-folder.ts';

/** What a certificate service asks for at `/.well-known/acme-challenge/TOKEN`, while an order runs. */
export type Challenges = Map<string, string>;

export interface AcmeSourceOptions {
  readonly settings: config.Config['http']['tls']['acme'];
  readonly names: readonly string[];
  readonly keys: KeyFolder;
  readonly challenges: Challenges;
}

const accountFile = 'acme-account.key';
const timeoutMs = 30_000;

/** Loaded when an order is made, which is seldom. Throws `tls.acmeFailed`, `tls.fileUnreadable`. */
export async function orderCertificate(options: AcmeSourceOptions): Promise<KeyPair> {
  const { settings, keys, challenges } = options;
  const { directory, email, caFile, externalAccount } = settings;
  const { default: acme } = await import('acme-client');
  // The library's one way to the network. Its own retries would hide for minutes why nothing comes; we try again ourselves.
  const { defaults } = acme.axios as unknown as { defaults: AxiosDefaults };
  defaults.acmeSettings.retryMaxAttempts = 0;
  defaults.timeout = timeoutMs;
  const agent = new Agent(caFile === undefined ? {} : { ca: [...rootCertificates, await readText(caFile)] });
  defaults.httpsAgent = agent;
  const binding = externalAccount && {
    externalAccountBinding: {
      kid: externalAccount.keyId,
      hmacKey: (await readText(externalAccount.keyFile)).trim(),
    },
  };
  let accountKey = await keys.readText(accountFile);
  if (accountKey === undefined) {
    accountKey = (await acme.crypto.createPrivateEcdsaKey()).toString();
    await keys.writeText(accountFile, accountKey);
  }
  const names = options.names.filter((name) => isIP(name) === 0).map((name) => name.toLowerCase());
  try {
    await requireAnswer(directory, agent);
    const [key, csr] = await acme.crypto.createCsr(
      { commonName: names[0]!, altNames: names },
      await acme.crypto.createPrivateEcdsaKey(),
    );
    const client = new acme.Client({
      directoryUrl: directory,
      accountKey,
      ...binding,
      backoffAttempts: 12,
      backoffMin: 1000,
      backoffMax: 15_000,
    });
    await register(client, email);
    const certificate = await client.auto({
      csr,
      challengePriority: ['http-01'],
      // From inside a network one's own name often leads elsewhere: the service's word is what counts.
      skipChallengeVerification: true,
      challengeCreateFn: async (_authorization, { token, type }, answer) => {
        if (type !== 'http-01') throw new Error(`the service offers no check over http but ${type}`);
        challenges.set(token, answer);
      },
      challengeRemoveFn: async (_authorization, { token }) => {
        challenges.delete(token);
      },
    });
    return { certificate, key: key.toString() };
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = message === '' ? (code ?? 'no answer') : message.replace(/\.$/, '');
    throw new AppError('tls.acmeFailed', { data: { host: new URL(directory).host, reason }, cause });
  }
}

/** An account that is there already the library then tries to change into what it is, which services refuse. */
async function register(client: Client, email: string | undefined): Promise<void> {
  try {
    await client.createAccount({
      // By naming the service in mantinel.yaml.
      termsOfServiceAgreed: true,
      ...(email === undefined ? {} : { contact: [`mailto:${email}`] }),
    });
  } catch (error) {
    if (!isRegistered(client)) throw error;
  }
}

function isRegistered(client: Client): boolean {
  try {
    return client.getAccountUrl() !== '';
  } catch {
    return false; // so it says that there is none
  }
}

/** Asked by ourselves first: the library loses the reason why nobody answers. */
const requireAnswer = (directory: string, agent: Agent): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = get(directory, { agent, timeout: timeoutMs }, (answer) => {
      answer.resume();
      if (answer.statusCode === 200) resolve();
      else reject(new Error(`its directory is answered with ${answer.statusCode}`));
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)));
    request.on('error', reject);
  });

interface AxiosDefaults {
  acmeSettings: { retryMaxAttempts: number };
  httpsAgent: Agent;
  timeout: number;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new AppError('tls.fileUnreadable', { data: { file, reason }, cause });
  }
}
