/** `mantinel export FILE`: everything that people entered, from a running Mantinel, as one file or as a table for a spreadsheet. */
import { writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { AppError, DataFile, type DataKind, dataKinds, paths } from '@mantinel/contract';
import { Command, Option } from 'commander';
import type { Context } from '../context.ts';
import { enterRunning, type RunningOptions } from '../enter-running.ts';
import { enterOptions } from '../enter-server.ts';
import { exportDatasetCommand } from './export-dataset.ts';

interface ExportOptions extends RunningOptions {
  readonly kind?: DataKind;
  readonly force?: boolean;
}

export function exportCommand(context: Context): Command {
  return new Command('export')
    .addCommand(exportDatasetCommand(context))
    .description(
      'write what people entered into a file: plant, machines, people, roles, parts, jobs, webhooks',
    )
    .argument('<file>', 'JSON for everything; .csv for one kind of it')
    .addOption(new Option('--kind <kind>', 'only these, as CSV').choices(dataKinds))
    .option('--force', 'write over a file that is there')
    .option('--config <file>', 'configuration that names the address')
    .option('--url <address>', 'ask the Mantinel at this address')
    .addOption(enterOptions.user)
    .addOption(enterOptions.token)
    .action(async (name: string, options: ExportOptions) => {
      const file = resolve(context.cwd, name);
      const { kind } = options;
      if (kind === undefined && extname(file).toLowerCase() === '.csv') {
        const problem = 'A CSV file holds one kind of what people entered';
        const remedy = `Say which by --kind: ${dataKinds.join(', ')}.`;
        throw new AppError('command.invalid', { data: { problem, remedy } });
      }
      const api = await enterRunning(options, context);
      try {
        const text = kind
          ? await api.text(paths.dataTable.replace(':kind', kind))
          : `${JSON.stringify(await api.ask(paths.dataExport, DataFile), undefined, 2)}\n`;
        await keep(file, text, options.force ?? false);
        context.terminal.out(file);
        context.terminal.err('It holds names and addresses, no passwords: those are in a backup alone.');
      } finally {
        await api.close();
      }
    });
}

/** It names people: nobody else on this computer reads it. */
async function keep(file: string, text: string, over: boolean): Promise<void> {
  try {
    await writeFile(file, text, { flag: over ? 'w' : 'wx', mode: 0o600 });
  } catch (cause) {
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    const there = code === 'EEXIST';
    const problem = there ? `${file} is there already` : `${file} cannot be written (${code})`;
    const remedy = there ? 'Name another file, or add --force.' : 'Name a file where this account may write.';
    throw new AppError('command.invalid', { data: { problem, remedy }, cause });
  }
}
