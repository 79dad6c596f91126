/** Events of a hub: at a ClickHouse server, with what stays here (identity, places of consumers, keys of people) in the data folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type Config } from '@mantinel/contract';
import type { EventStore } from '@mantinel/logbook';
import type { Clock } from '../clock.ts';
import { signingKey } from '../secrets/signing-key.ts';

export interface AtClickHouse {
  readonly config: Config;
  readonly clock: Clock;
  readonly onProblem: (problem: unknown) => void;
}

/** Throws what `openClickHouse` throws, and `clickhouse.encryption`, `clickhouse.passwordFile`. */
export async function openAtClickHouse({ config, clock, onProblem }: AtClickHouse): Promise<EventStore> {
  const { data, node, site, events, logbook } = config;
  if (logbook.encryption.on) throw new AppError('clickhouse.encryption');
  // Only a hub pays for the client.
  const { httpDriver, openClickHouse } = await import('@mantinel/clickhouse');
  const { database, user, url } = events;
  return openClickHouse({
    driver: httpDriver({
      url: url!, // the schema asks for it
      database,
      user,
      password: await readClickHousePassword(config, process.env),
    }),
    database,
    directory: join(data, 'clickhouse'),
    lock: join(data, 'logbook'),
    node,
    site,
    nowUs: clock.nowUs,
    random: Math.random,
    signingKey: await signingKey(data),
    onProblem,
  });
}

async function readClickHousePassword(
  { events }: Config,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const { MANTINEL_CLICKHOUSE_PASSWORD: fromEnvironment } = env;
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment;
  const { passwordFile: file } = events;
  if (file === undefined) return '';
  try {
    // Editors end a file with a line end, which is no part of a secret.
    return (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new AppError('clickhouse.passwordFile', { data: { file, reason }, cause });
  }
}
