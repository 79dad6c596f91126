/** `mantinel rebuild`: what the database holds of the log, made anew after a folder was restored or replaced. */
import { loadConfig, rebuildProjections } from '@mantinel/server';
import { Command } from 'commander';
import type { Context } from '../context.ts';

export function rebuildCommand({ terminal, env, cwd, signal }: Context): Command {
  return new Command('rebuild')
    .description("make the database's picture of the machines anew from the logbook; stop Mantinel first")
    .option('--config <file>', 'configuration that names the data folder')
    .action(async (options: { config?: string }) => {
      const { config } = await loadConfig({ file: options.config, env, cwd });
      const events = await rebuildProjections({
        config,
        signal,
        log: (line) => terminal.err(line.trimEnd()),
      });
      terminal.out(`Rebuilt from ${events} events.`);
    });
}
