/** All commands, and the one place where an error becomes sentences and an exit code. */
import { Command, CommanderError } from 'commander';
import { backupCommand } from './commands/backup.ts';
import { configCommand } from './commands/config.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { harvestCommand } from './commands/harvest.ts';
import { importCommand } from './commands/import.ts';
import { logCommand } from './commands/log.ts';
import { rebuildCommand } from './commands/rebuild.ts';
import { recoverCommand } from './commands/recover.ts';
import { replayCommand } from './commands/replay.ts';
import { restoreCommand } from './commands/restore.ts';
import { serviceCommand } from './commands/service.ts';
import { startCommand } from './commands/start.ts';
import { upgradeCommand } from './commands/upgrade.ts';
import type { Context, Outcome } from './context.ts';
import { reportError } from './report-error.ts';
import { version } from './version.ts';

function createProgram(context: Context, outcome: Outcome): Command {
  const { out, err } = context.terminal;
  const trimmed = (write: (line: string) => void) => (text: string) => write(text.replace(/\n$/, ''));
  const program = new Command('mantinel')
    .description('The memory and the guard rail of a CNC shop.')
    .version(version)
    .option('--verbose', 'show the cause of an error')
    .configureOutput({ writeOut: trimmed(out), writeErr: trimmed(err) })
    .exitOverride()
    .showHelpAfterError('Run with --help to see what there is.');
  const nc = new Command('nc').description(
    'read NC programs as a control does: faults, time and features; change speeds, feeds and numbers',
  );
  // What reads programs is loaded for who asks for it, and not whenever the product starts.
  program.hook('preSubcommand', async (_program, command) => {
    if (command !== nc) return;
    const { ncCommands } = await import('./commands/nc.ts');
    for (const inner of ncCommands(context, outcome)) nc.addCommand(inheriting(inner, nc));
  });
  const commands = [
    startCommand(context),
    demoCommand(context),
    replayCommand(context),
    logCommand(context, outcome),
    exportCommand(context),
    importCommand(context, outcome),
    nc,
    harvestCommand(context),
    backupCommand(context),
    restoreCommand(context),
    rebuildCommand(context),
    recoverCommand(context),
    doctorCommand(context, outcome),
    configCommand(context, outcome),
    serviceCommand(context, outcome),
    upgradeCommand(context),
  ];
  for (const command of commands) program.addCommand(inheriting(command, program));
  return program;
}

/** A command and those within it: faults in their arguments are told, and end, like all others. */
function inheriting(command: Command, from: Command): Command {
  command.copyInheritedSettings(from);
  for (const inner of command.commands) inheriting(inner, command);
  return command;
}

/** Runs the command that the arguments name; resolves to the exit code. */
export async function runProgram(args: readonly string[], context: Context): Promise<number> {
  const outcome: Outcome = { exitCode: 0 };
  try {
    await createProgram(context, outcome).parseAsync([...args], { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    // Commander has said what is wrong; help and version come this way with exit code 0.
    if (error instanceof CommanderError) return error.exitCode;
    reportError(error, { terminal: context.terminal, verbose: args.includes('--verbose') });
    return 1;
  }
}
