/** Gives the data folder to the account of the service, on systems with owners (Linux, macOS). */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '@mantinel/contract';
import { lockLogbook } from '@mantinel/logbook';
import { entryOf, type ServicePlan } from './service-plan.ts';
import { type Account, findAccount, mayAccess, runStep } from './system-command.ts';

/**
 * Throws `logbook.locked` while a Mantinel runs there, `service.dataForeign`, `service.databaseElsewhere`, `service.fileClosed`,
 * `service.stepFailed`. Returns whether the account may write beside the configuration.
 */
export async function handOver(plan: ServicePlan): Promise<{ readonly configWritable: boolean }> {
  const { data, user } = plan;
  const moved = join(data, 'postgres', 'location.txt');
  // Another account looks for the database in the data folder, and would begin an empty one there.
  if (existsSync(moved))
    throw new AppError('service.databaseElsewhere', {
      data: { data, place: readFileSync(moved, 'utf8').trim() },
    });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const logbook = join(data, 'logbook');
  if (!existsSync(logbook) && readdirSync(data).some((name) => name !== 'logs'))
    throw new AppError('service.dataForeign', { data: { data } });
  // Files must not change hands under a Mantinel that runs.
  const lock = existsSync(logbook) ? await lockLogbook(logbook) : undefined;
  let account: Account;
  try {
    account = findAccount(user) ?? createAccount(plan);
    runStep({ command: ['chown', '-R', `${account.uid}:${account.gid}`, data] });
  } finally {
    await lock?.release();
  }
  const needed = [
    ['-x', 'run', plan.node],
    ['-r', 'read', entryOf(plan)],
    ['-r', 'read', plan.configFile],
    ['-w', 'write to', data],
  ] as const;
  for (const [flag, act, path] of needed)
    if (!mayAccess(account, flag, path))
      throw new AppError('service.fileClosed', { data: { user, act, path } });
  return { configWritable: mayAccess(account, '-w', dirname(plan.configFile)) };
}

function createAccount({ user, data }: ServicePlan): Account {
  const shell = '/usr/sbin/nologin';
  runStep({
    command: [
      'useradd',
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      data,
      '--shell',
      shell,
      user,
    ],
  });
  return findAccount(user)!;
}
