/** `mantinel upgrade`: after installing a newer version, and before starting it: a backup as the way back, then the data. */
import { resolve } from 'node:path';
import { loadConfig, upgradeData } from '@mantinel/server';
import { Command } from 'commander';
import { type Context, nowUs } from '../context.ts';
import { version } from '../version.ts';
import { contentsOf } from './backup.ts';

export function upgradeCommand({ terminal, env, cwd, signal }: Context): Command {
  return new Command('upgrade')
    .description('back up the data of an older version, and bring them to this one')
    .argument('[folder]', 'where the backup goes; beside the data when left out')
    .option('--config <file>', 'configuration that names the data folder')
    .action(async (folder: string | undefined, options: { config?: string }) => {
      const { config, file } = await loadConfig({ file: options.config, env, cwd });
      const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '');
      const target =
        folder === undefined ? `${config.data}-before-${version}-${stamp}` : resolve(cwd, folder);
      const progress = (line: string) => terminal.err(line);
      const { backup, applied } = await upgradeData({
        config,
        configFile: file,
        target,
        version,
        nowUs,
        signal,
        progress,
      });
      terminal.out(`${target}: ${contentsOf(backup)}.`);
      terminal.out(
        applied.length === 0
          ? 'The database was as this version wants it.'
          : `The database is brought up to date: ${applied.join(', ')}.`,
      );
      terminal.err(`Start Mantinel now. The way back: that backup, and the older version.`);
    });
}
