/** `mantinel restore FOLDER --into DATA`: a backup as a new data folder. */
import { resolve } from 'node:path';
import { loadConfig, restoreBackup } from '@mantinel/server';
import { Command } from 'commander';
import type { Context } from '../context.ts';
import { contentsOf } from './backup.ts';

export function restoreCommand({ terminal, env, cwd, signal }: Context): Command {
  return new Command('restore')
    .description('make a new data folder from a backup')
    .argument('<folder>', 'the backup')
    .requiredOption('--into <data>', 'the new data folder; made by this')
    .option('--config <file>', 'configuration that names the database, where it is not the embedded one')
    .action(async (folder: string, options: { into: string; config?: string }) => {
      const { config } = await loadConfig({ file: options.config, env, cwd });
      const into = resolve(cwd, options.into);
      const manifest = await restoreBackup({
        from: resolve(cwd, folder),
        into,
        store: config.store,
        signal,
        progress: (line) => terminal.err(line),
      });
      terminal.out(`Restored into ${into}: ${contentsOf(manifest)}.`);
      terminal.err(
        `Set data: ${into}, node: ${manifest.node} and site: ${manifest.site} in mantinel.yaml, and start. Everybody signs in again.`,
      );
      for (const { name, reason } of manifest.leftOut)
        terminal.err(`Not in the backup: ${name} (${reason}).`);
    });
}
