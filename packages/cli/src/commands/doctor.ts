/** `mantinel doctor`: what would stand in the way on this computer, and what to do about it. */
import { loadConfig } from '@mantinel/server';
import { Command } from 'commander';
import type { Context, Outcome, Style } from '../context.ts';
import { address } from '../doctor/address.ts';
import { type Check, type Finding, fail, reasonOf } from '../doctor/check.ts';
import { dataFolder, freeDisk } from '../doctor/data-folder.ts';
import { database } from '../doctor/database.ts';
import { encryption } from '../doctor/encryption.ts';
import { logbook } from '../doctor/logbook.ts';
import { node } from '../doctor/node.ts';
import { panel } from '../doctor/panel.ts';

const checks: readonly Check[] = [node, dataFolder, freeDisk, logbook, address, encryption, database, panel];

const marks: Readonly<Record<Finding['level'], readonly [mark: string, style: Style]>> = {
  ok: ['✓ ok  ', 'dim'],
  warn: ['! warn', ['yellow', 'bold']],
  fail: ['✗ fail', ['red', 'bold']],
};

export function doctorCommand(context: Context, outcome: Outcome): Command {
  const { out, style } = context.terminal;
  return new Command('doctor')
    .description('check this computer, its disk, the address and the database')
    .option('--config <file>', 'configuration to use instead of mantinel.yaml')
    .action(async (options: { config?: string }) => {
      const show = (name: string, { level, text, remedy }: Finding) => {
        const [mark, colour] = marks[level];
        out(`${style(colour, mark)}  ${name.padEnd(14)} ${text}`);
        if (remedy !== undefined) out(`${' '.repeat(23)} → ${remedy}`);
      };
      // A configuration that is wrong is reported by the error itself, with file and line.
      const loaded = await loadConfig({ file: options.config, env: context.env, cwd: context.cwd });
      const machines = loaded.config.machines.length;
      const described =
        loaded.file === undefined
          ? 'no mantinel.yaml: the demonstration would run'
          : `${loaded.file}, ${machines} machines`;
      show('Configuration', { level: 'ok', text: described });
      for (const check of checks) {
        const finding = await check
          .ask({ loaded, env: context.env })
          .catch((error: unknown) =>
            fail(`could not be asked (${reasonOf(error)})`, 'Run it again with --verbose.'),
          );
        if (finding.level === 'fail') outcome.exitCode = 1;
        show(check.name, finding);
      }
    });
}
