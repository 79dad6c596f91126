/** `mantinel restore FOLDER --into DATA`: a backup as a new data folder. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '@mantinel/contract';
import { loadConfig, restoreBackup } from '@mantinel/server';
import { Command } from 'commander';
import { askUnseen } from '../ask-password.ts';
import type { Context } from '../context.ts';
import { contentsOf } from './backup.ts';

export function restoreCommand(context: Context): Command {
  const { terminal, env, cwd, signal } = context;
  return new Command('restore')
    .description('make a new data folder from a backup')
    .argument('<folder>', 'the backup')
    .requiredOption('--into <data>', 'the new data folder; made by this')
    .option('--config <file>', 'configuration that names the database, where it is not the embedded one')
    .option(
      '--recovery-key [file]',
      'opens the keys in the backup: a file that holds it; asked for when left out',
    )
    .action(async (folder: string, options: RestoreArguments) => {
      const { config } = await loadConfig({ file: options.config, env, cwd });
      const into = resolve(cwd, options.into);
      const manifest = await restoreBackup({
        from: resolve(cwd, folder),
        into,
        store: config.store,
        recoveryKey: await recoveryKeyOf(options.recoveryKey, context),
        signal,
        progress: (line) => terminal.err(line),
      });
      terminal.out(`Restored into ${into}: ${contentsOf(manifest)}.`);
      terminal.err(
        `Set data: ${into}, node: ${manifest.node} and site: ${manifest.site} in mantinel.yaml, and start. Everybody signs in again, and programs are given new tokens.`,
      );
      if (manifest.keys && options.recoveryKey === undefined)
        terminal.err(
          `Not opened: ${manifest.keys.files} keys, sealed for the recovery key ${manifest.keys.fingerprint}. Second factors have to be set up again: restore anew with --recovery-key, or go on with mantinel recover.`,
        );
      for (const { name, reason } of manifest.leftOut)
        terminal.err(`Not in the backup: ${name} (${reason}).`);
    });
}

interface RestoreArguments {
  readonly into: string;
  readonly config?: string;
  /** True where no file is named. */
  readonly recoveryKey?: string | true;
}

async function recoveryKeyOf(
  named: string | true | undefined,
  context: Context,
): Promise<string | undefined> {
  if (named === undefined) return undefined;
  if (named === true) return askUnseen('Recovery key: ', context);
  const file = resolve(context.cwd, named);
  return readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const problem = `${file} cannot be read (${cause.code})`;
    throw new AppError('command.invalid', {
      data: { problem, remedy: 'Name a file that holds the recovery key.' },
      cause,
    });
  });
}
