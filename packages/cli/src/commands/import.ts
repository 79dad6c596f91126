/** `mantinel import FILE`: what would come of a file of what people enter; with `--apply`, all of it or nothing. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError, type DataKind, dataKinds, ImportOutcome, paths } from '@mantinel/contract';
import { Command, Option } from 'commander';
import type { Context, Outcome } from '../context.ts';
import { showImport } from '../data/show-import.ts';
import { enterRunning, type RunningOptions } from '../enter-running.ts';
import { enterOptions } from '../enter-server.ts';

interface ImportOptions extends RunningOptions {
  readonly kind?: DataKind;
  readonly apply?: boolean;
  readonly reason?: string;
  readonly json?: boolean;
}

export function importCommand(context: Context, outcome: Outcome): Command {
  const { terminal } = context;
  return new Command('import')
    .description('show what would come of a file that was exported and changed; with --apply, do it')
    .argument('<file>', 'JSON or CSV')
    .option('--apply', 'do it, when no row is refused')
    .option('--reason <text>', 'why, for the audit trail')
    .addOption(
      new Option('--kind <kind>', 'what the rows of a CSV file are; told by its columns').choices(dataKinds),
    )
    .option('--json', 'the answer of the API instead of a table')
    .option('--config <file>', 'configuration that names the address')
    .option('--url <address>', 'ask the Mantinel at this address')
    .addOption(enterOptions.user)
    .addOption(enterOptions.token)
    .action(async (name: string, options: ImportOptions) => {
      const { kind, reason, apply = false } = options;
      const content = await contentOf(resolve(context.cwd, name));
      const api = await enterRunning(options, context);
      const bring = (path: string, fingerprint?: string) =>
        api.ask(path, ImportOutcome, {
          method: 'POST',
          type: 'text/plain',
          body: content,
          query: { kind, reason, fingerprint },
        });
      try {
        const preview = await bring(paths.dataPreview);
        const refused = preview.counts.refused > 0;
        // What was shown is what is done: else the server says that something changed meanwhile.
        const done = apply && !refused ? await bring(paths.dataImport, preview.fingerprint) : preview;
        if (options.json) terminal.out(JSON.stringify(done));
        else showImport(done, terminal);
        if (refused || (apply && !done.applied)) {
          outcome.exitCode = 1;
          terminal.err('Nothing was brought in: correct what is refused, and bring the file again.');
        } else if (done.applied) terminal.err('All of it was brought in.');
        else terminal.err('Nothing was changed yet. Run it again with --apply.');
      } finally {
        await api.close();
      }
    });
}

async function contentOf(file: string): Promise<Blob> {
  try {
    return new Blob([await readFile(file)]);
  } catch (cause) {
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    const data = { problem: `${file} cannot be read (${code})`, remedy: 'Name a file that is there.' };
    throw new AppError('command.invalid', { data, cause });
  }
}
