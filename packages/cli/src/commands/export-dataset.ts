/** `mantinel export dataset`: the shop's programs and how they went, to learn from. */
import { resolve } from 'node:path';
import { datasetBeside, loadConfig } from '@mantinel/server';
import { Command } from 'commander';
import type { Context } from '../context.ts';

export function exportDatasetCommand({ terminal, env, cwd, signal }: Context): Command {
  return new Command('dataset')
    .description(
      'write projects.jsonl, chat.jsonl and their schema: a project a line, with its source, licence and splits',
    )
    .option('--out <folder>', 'where the files are written', 'training_data')
    .option('--config <file>', 'configuration that names the data folder')
    .action(async (_given: unknown, command: Command) => {
      const options = command.optsWithGlobals<{ out: string; config?: string }>();
      const { config } = await loadConfig({ file: options.config, env, cwd });
      const folder = resolve(cwd, options.out);
      const report = await datasetBeside({
        config,
        folder,
        signal,
        log: (line) => terminal.err(line.trimEnd()),
      });
      terminal.out(
        `${folder}: ${report.projects} parts, ${report.families} programs, ${report.operations} operations.`,
      );
      terminal.out(
        `  Material known of ${report.withMaterial}, outcome known of ${report.withOutcome}; ${report.conversations} conversations; ${report.synthetic} synthetic projects beside them.`,
      );
      for (const [licence, projects] of Object.entries(report.licences).sort(([, a], [, b]) => b - a))
        terminal.out(`  licence ${licence}: ${projects}`);
    });
}
