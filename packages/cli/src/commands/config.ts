/** `mantinel config`: checks a configuration file, and documents what may stand in one. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { checkConfig, loadConfig } from '@mantinel/server';
import { Command } from 'commander';
import { configReference } from '../config-reference.ts';
import type { Context, Outcome } from '../context.ts';

export function configCommand(context: Context, outcome: Outcome): Command {
  const { terminal } = context;
  const command = new Command('config').description('check mantinel.yaml, or document its settings');
  command
    .command('docs')
    .description('print every setting with its meaning and default, as Markdown')
    .action(() => terminal.out(configReference()));
  command
    .command('check')
    .description('name every mistake with its line')
    .argument('[file]', 'the file to check', 'mantinel.yaml')
    .action(async (file: string) => {
      const path = resolve(context.cwd, file);
      // A file that cannot be read at all is reported by loading it, below.
      const text = await readFile(path, 'utf8').catch(() => undefined);
      const checked = text === undefined ? undefined : checkConfig(text);
      if (checked?.ok === false) {
        for (const { line, column, problem, remedy } of checked.problems) {
          terminal.out(`${path}:${line}:${column}: ${problem}. ${remedy}`);
        }
        outcome.exitCode = 1;
        return;
      }
      const { config } = await loadConfig({ file: path, env: context.env, cwd: context.cwd });
      const machines = config.machines.map(({ id, connector }) => `${id} (${connector})`).join(', ');
      terminal.out(`${path} is valid. Machines: ${machines || 'none'}. Data: ${config.data}.`);
    });
  return command;
}
