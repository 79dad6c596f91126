/** `mantinel recover`: a one-time link for an owner who lost the password or the phone. */
import { loadConfig, recoverOwner } from '@mantinel/server';
import { Command } from 'commander';
import type { Context } from '../context.ts';

export function recoverCommand({ terminal, env, cwd, signal }: Context): Command {
  return new Command('recover')
    .description('make a one-time link for an owner who lost the password or the second factor')
    .option('--config <file>', 'configuration that names the data folder')
    .option('--name <owner>', 'which owner, where there are several')
    .action(async (options: { config?: string; name?: string }) => {
      const { config } = await loadConfig({ file: options.config, env, cwd });
      const recovery = await recoverOwner({
        config,
        name: options.name,
        signal,
        log: (line) => terminal.err(line.trimEnd()),
      });
      const { host, port } = config.http;
      const shown =
        host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
      terminal.err(
        `For ${recovery.name}, once and within ${recovery.minutes} minutes. Choosing a password there takes the second factor away and ends every session.`,
      );
      terminal.err('Open it while Mantinel runs:');
      terminal.out(`${port === 0 ? '' : `http://${shown}:${port}`}${recovery.path}`);
    });
}
