/** `mantinel start`: what `npm start` runs. Without a configuration it shows the demonstration. */

import { loadConfig } from '@mantinel/server';
import { Command } from 'commander';
import type { Context } from '../context.ts';
import { demoMachines } from '../demo-machines.ts';
import { runProduct } from '../run-product.ts';

export function startCommand(context: Context): Command {
  return new Command('start')
    .description(
      'record the machines of mantinel.yaml and serve the panel; without that file, the demonstration',
    )
    .option('--config <file>', 'configuration to use instead of mantinel.yaml')
    .option('--open', 'open the panel in a browser')
    .action(async (options: { config?: string; open?: boolean }) => {
      const loaded = await loadConfig({ file: options.config, env: context.env, cwd: context.cwd });
      const demo = loaded.file === undefined;
      const config = demo ? { ...loaded.config, machines: demoMachines() } : loaded.config;
      await runProduct({ config, configFile: loaded.file, demo, open: options.open ?? false }, context);
    });
}
