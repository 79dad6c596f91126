/** `mantinel backup FOLDER`: everything that Mantinel keeps, in a folder; `backup verify FOLDER`: whether it is still whole. */
import { resolve } from 'node:path';
import type { BackupManifest } from '@mantinel/contract';
import { loadConfig, makeBackup, verifyBackup } from '@mantinel/server';
import { Command } from 'commander';
import { type Context, nowUs } from '../context.ts';
import { version } from '../version.ts';

const mebibyte = 2 ** 20;

export function backupCommand(context: Context): Command {
  const { terminal, env, cwd, signal } = context;
  const progress = (line: string) => terminal.err(line);
  return new Command('backup')
    .description(
      'copy the log, the tables and the files of the plant into a new folder, also while Mantinel runs',
    )
    .argument('<folder>', 'where the backup goes; made by this')
    .option('--config <file>', 'configuration that names the data folder')
    .action(async (folder: string, options: { config?: string }) => {
      const { config, file } = await loadConfig({ file: options.config, env, cwd });
      const target = resolve(cwd, folder);
      const manifest = await makeBackup({
        config,
        configFile: file,
        target,
        version,
        nowUs,
        signal,
        progress,
      });
      terminal.out(`${target}: ${contentsOf(manifest)}.`);
      for (const { name, reason } of manifest.leftOut) terminal.err(`Left out: ${name} (${reason}).`);
    })
    .addCommand(
      new Command('verify')
        .description('read every byte of a backup and compare it with its checksums')
        .argument('<folder>', 'the backup')
        .action(async (folder: string) => {
          const from = resolve(cwd, folder);
          const manifest = await verifyBackup({ from, signal, progress });
          terminal.out(`${from} is whole: ${contentsOf(manifest)}.`);
        }),
    );
}

export function contentsOf({ files, database, head, node, createdUs }: BackupManifest): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const rows = database.tables.reduce((sum, table) => sum + table.rows, 0);
  const when = new Date(createdUs / 1000).toISOString();
  return `node ${node} of ${when}, up to event ${head.epoch}/${head.seq}, ${rows} rows, ${(bytes / mebibyte).toFixed(1)} MiB`;
}
