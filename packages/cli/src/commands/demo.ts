/** `mantinel demo`: the demonstration beside a configured plant, with data of its own. */
import { join } from 'node:path';
import { loadConfig } from '@mantinel/server';
import { Command } from 'commander';
import type { Context } from '../context.ts';
import { demoMachines } from '../demo-machines.ts';
import { overriddenBy, portOption, withPort } from '../port-option.ts';
import { runProduct } from '../run-product.ts';

export function demoCommand(context: Context): Command {
  return new Command('demo')
    .description('show three invented machines; the events go into a folder of their own')
    .option('--config <file>', 'configuration whose address and folder to use')
    .option('--port <number>', 'port of the panel; 0 takes a free one', portOption)
    .option('--open', 'open the panel in a browser')
    .action(async (options: { config?: string; port?: number; open?: boolean }) => {
      const loaded = await loadConfig({ file: options.config, env: context.env, cwd: context.cwd });
      const data = join(loaded.config.data, 'demo');
      const plant = withPort(loaded.config, options.port);
      const config = { ...plant, data, store: {}, machines: demoMachines() };
      const overridden = {
        ...overriddenBy([], options.port),
        data: 'command' as const,
        'store.url': 'command' as const,
      };
      await runProduct(
        { config, configFile: undefined, overridden, demo: true, open: options.open ?? false },
        context,
      );
    });
}
