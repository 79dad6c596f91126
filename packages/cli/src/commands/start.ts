/** `mantinel start`: what `npm start` runs. Without a configuration it shows the demonstration. */

import { resolve } from 'node:path';
import { loadConfig } from '@mantinel/server';
import { Command } from 'commander';
import type { Context } from '../context.ts';
import { demoMachines } from '../demo-machines.ts';
import { logFileTerminal } from '../log-file.ts';
import { overriddenBy, portOption, withPort } from '../port-option.ts';
import { runProduct } from '../run-product.ts';

export function startCommand(context: Context): Command {
  return new Command('start')
    .description(
      'record the machines of mantinel.yaml and serve the panel; without that file, the demonstration',
    )
    .option('--config <file>', 'configuration to use instead of mantinel.yaml')
    .option('--port <number>', 'port of the panel; 0 takes a free one', portOption)
    .option('--open', 'open the panel in a browser')
    .option('--log-file <file>', 'write its lines there instead, in files that turn over at 10 MiB')
    .action(async (options: { config?: string; port?: number; open?: boolean; logFile?: string }) => {
      const loaded = await loadConfig({ file: options.config, env: context.env, cwd: context.cwd });
      const demo = loaded.file === undefined;
      const plant = withPort(loaded.config, options.port);
      const config = demo ? { ...plant, machines: demoMachines() } : plant;
      const overridden = overriddenBy(loaded.fromEnvironment, options.port);
      const { logFile } = options;
      const terminal =
        logFile === undefined
          ? context.terminal
          : logFileTerminal(resolve(context.cwd, logFile), { now: () => new Date() });
      await runProduct(
        { config, configFile: loaded.file, overridden, demo, open: options.open ?? false },
        { ...context, terminal },
      );
    });
}
