/** Reads mantinel.yaml: one file, one schema, errors that name the line. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppError, Config } from '@mantinel/contract';
import { checkConfig } from './check-config.ts';

export interface LoadedConfig {
  readonly config: Config;
  /** Absolute path of the file that was read; undefined where none exists and the defaults hold. */
  readonly file: string | undefined;
  /** Settings that the environment gives, over the file. */
  readonly fromEnvironment: readonly string[];
}

export interface LoadConfigOptions {
  /** The file to read; `mantinel.yaml` in the working folder when left out, which may be missing. */
  readonly file?: string | undefined;
  /** Of the environment only `DATABASE_URL` counts. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** Throws `config.invalid` with file, line, problem and remedy of the first problem. Paths come back absolute. */
export async function loadConfig(options: LoadConfigOptions = {}): Promise<LoadedConfig> {
  const cwd = options.cwd ?? process.cwd();
  const wanted = resolve(cwd, options.file ?? 'mantinel.yaml');
  const text = await readText(wanted, options.file === undefined);
  const checked = checkConfig(text ?? '');
  if (!checked.ok) {
    const [{ line, problem, remedy }, ...more] = checked.problems;
    const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
    throw new AppError('config.invalid', { data: { file: wanted, line, problem: problem + others, remedy } });
  }
  const config = absolutePaths(checked.config, text === undefined ? cwd : dirname(wanted));
  const env = options.env ?? process.env;
  return {
    config: withDatabaseUrl(config, env),
    file: text === undefined ? undefined : wanted,
    fromEnvironment: env.DATABASE_URL ? ['store.url'] : [],
  };
}

async function readText(file: string, mayBeMissing: boolean): Promise<string | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    if (mayBeMissing && (cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new AppError('config.invalid', {
      data: {
        file,
        line: 1,
        problem: `the file cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown error'})`,
        remedy: 'Check the path and the right to read it.',
      },
      cause,
    });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('config.invalid', {
      data: { file, line: 1, problem: 'the file is not UTF-8 text', remedy: 'Save it again as UTF-8.' },
      cause,
    });
  }
}

/** Paths in the file are relative to it, so that a service started elsewhere finds the same data. */
export function absolutePaths(config: Config, folder: string): Config {
  const absolute = (path: string) => resolve(folder, path);
  return {
    ...config,
    data: absolute(config.data),
    backup: { ...config.backup, folder: absolute(config.backup.folder) },
    http: { ...config.http, tls: withAbsoluteFiles(config.http.tls, absolute) },
    signIn: withSecretFile(config.signIn, absolute),
    outgoing: withAuthorities(config.outgoing, absolute),
    events: withPasswordFile(config.events, absolute),
    logbook: withKeyFile(config.logbook, absolute),
    ingest: {
      ...config.ingest,
      files: config.ingest.files.map((file) => ({ ...file, path: absolute(file.path) })),
    },
    machines: config.machines.map((machine) => withAbsolutePaths(machine, folder)),
  };
}

export function withAbsolutePaths(machine: Config['machines'][number], folder: string): typeof machine {
  const absolute = (path: string) => resolve(folder, path);
  return {
    ...machine,
    ...(machine.deviceModel === undefined ? {} : { deviceModel: absolute(machine.deviceModel) }),
    ...(machine.connector === 'replay' ? { file: absolute(machine.file) } : {}),
  };
}

function withAbsoluteFiles(
  { certificate, key, acme, ...tls }: Config['http']['tls'],
  absolute: (path: string) => string,
): Config['http']['tls'] {
  const { caFile, externalAccount, ...others } = acme;
  return {
    ...tls,
    ...(certificate === undefined ? {} : { certificate: absolute(certificate) }),
    ...(key === undefined ? {} : { key: absolute(key) }),
    acme: {
      ...others,
      ...(caFile === undefined ? {} : { caFile: absolute(caFile) }),
      ...(externalAccount && {
        externalAccount: { ...externalAccount, keyFile: absolute(externalAccount.keyFile) },
      }),
    },
  };
}

function withAuthorities(
  { caFile, ...outgoing }: Config['outgoing'],
  absolute: (path: string) => string,
): Config['outgoing'] {
  return { ...outgoing, ...(caFile === undefined ? {} : { caFile: absolute(caFile) }) };
}

function withPasswordFile(
  { passwordFile, ...events }: Config['events'],
  absolute: (path: string) => string,
): Config['events'] {
  return { ...events, ...(passwordFile !== undefined && { passwordFile: absolute(passwordFile) }) };
}

function withKeyFile(
  { encryption, ...logbook }: Config['logbook'],
  absolute: (path: string) => string,
): Config['logbook'] {
  const { keyFile, ...others } = encryption;
  return {
    ...logbook,
    encryption: { ...others, ...(keyFile !== undefined && { keyFile: absolute(keyFile) }) },
  };
}

function withSecretFile(signIn: Config['signIn'], absolute: (path: string) => string): Config['signIn'] {
  const { oidc } = signIn;
  if (oidc?.clientSecretFile === undefined) return signIn;
  return { ...signIn, oidc: { ...oidc, clientSecretFile: absolute(oidc.clientSecretFile) } };
}

/** The environment wins over the file: containers and services set it. */
function withDatabaseUrl(config: Config, env: Readonly<Record<string, string | undefined>>): Config {
  const url = env.DATABASE_URL;
  if (url === undefined || url === '') return config;
  const store = Config.shape.store.safeParse({ url });
  if (store.success) return { ...config, store: store.data };
  throw new AppError('config.invalid', {
    data: {
      file: 'DATABASE_URL',
      line: 1,
      problem: 'it is not a postgres:// address',
      remedy: 'Set it to postgres://user:password@host:5432/database, or unset it.',
    },
  });
}
