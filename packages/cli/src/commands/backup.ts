/** `mantinel backup FOLDER`: everything that Mantinel keeps, in a folder; whether one is still whole and can be restored; and a key for its secrets. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { BackupManifest } from '@mantinel/contract';
import {
  loadConfig,
  logbookKeyFile,
  makeBackup,
  makeRecoveryKey,
  rehearseBackup,
  silentLog,
  systemParts,
  verifyBackup,
} from '@mantinel/server';
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
    )
    .addCommand(
      new Command('rehearse')
        .description(
          'restore a backup into a folder beside it, open it, say how long that took, and remove it',
        )
        .argument('<folder>', 'the backup')
        .option('--config <file>', 'configuration that names the key of an encrypted log')
        .action(async (folder: string, options: { config?: string }) => {
          const { config } = await loadConfig({ file: options.config, env, cwd });
          const from = resolve(cwd, folder);
          const begun = performance.now();
          const manifest = await rehearseBackup({
            from,
            scratch: `${from}-rehearsal`,
            keyFile: logbookKeyFile(config),
            parts: systemParts(),
            log: silentLog(nowUs),
            signal,
            progress,
          });
          const seconds = ((performance.now() - begun) / 1000).toFixed(1);
          terminal.out(`${from} can be restored, in ${seconds} s: ${contentsOf(manifest)}.`);
        }),
    )
    .addCommand(
      new Command('key')
        .description('make a recovery key, for which the keys in backups are sealed from now on')
        .option('--config <file>', 'configuration that names the data folder')
        .action(async (options: { config?: string }) => {
          const { config } = await loadConfig({ file: options.config, env, cwd });
          const { recoveryKey, recipient } = await makeRecoveryKey(config.data, { randomBytes, nowUs });
          terminal.err(
            `Write it down and keep it where no computer is; it is shown only now. Its mark is ${recipient.fingerprint}.`,
          );
          terminal.out(recoveryKey);
        }),
    );
}

export function contentsOf({ files, database, head, node, createdUs }: BackupManifest): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const rows = database.tables.reduce((sum, table) => sum + table.rows, 0);
  const when = new Date(createdUs / 1000).toISOString();
  return `node ${node} of ${when}, up to event ${head.epoch}/${head.seq}, ${rows} rows, ${(bytes / mebibyte).toFixed(1)} MiB`;
}
