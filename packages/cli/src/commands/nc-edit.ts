/** `mantinel nc set | scale | renumber`: changes that are shown first, proven, and written only where it was said. */
import { AppError } from '@mantinel/contract';
import type { DialectName, SpeedFeedChange } from '@mantinel/nc';
import { Command, Option } from 'commander';
import type { Context, Outcome } from '../context.ts';
import { oneProgram, type ReadProgram } from '../nc/each-program.ts';
import { type Edited, editNumbers, editSpeedFeed } from '../nc/edit.ts';
import { knownMachine } from '../nc/profile-file.ts';
import { editLines, writtenLine } from '../nc/readable.ts';
import { writeProgram } from '../nc/write-program.ts';
import { dialectOption, positive, profileOption, whole, wholes } from './nc-options.ts';

interface Options {
  readonly json?: boolean;
  readonly dialect?: DialectName;
  readonly profile?: string;
  readonly out?: string;
  readonly inPlace?: boolean;
  readonly leaveRefused?: boolean;
}

interface SpeedFeed extends Options {
  readonly operation?: readonly number[];
  readonly speed?: number;
  readonly vc?: number;
  readonly feed?: number;
  readonly feedPerTurn?: number;
}

const editing = (name: string, description: string) =>
  new Command(name)
    .description(`${description}; without --out or --in-place it is only shown`)
    .argument('<file>', 'a program')
    .option('--out <file>', 'write the changed program there; a file that exists is left alone')
    .addOption(new Option('--in-place', 'write over the program').conflicts('out'))
    .option('--leave-refused', 'write also where some words must stay as they are')
    .option('--json', 'one object on standard output')
    .addOption(dialectOption())
    .addOption(profileOption());

const ofOperations = (command: Command) =>
  command.option(
    '--operation <numbers>',
    'as "features" counts them, such as 2 or 2,5; else everywhere',
    wholes,
  );

export function setCommand(context: Context, outcome: Outcome): Command {
  return ofOperations(editing('set', 'other speeds and feeds, and not another byte'))
    .option('--speed <rpm>', 'turns per minute', positive)
    .addOption(
      new Option('--vc <m/min>', 'cutting speed, where G96 is in force')
        .argParser(positive)
        .conflicts('speed'),
    )
    .option('--feed <mm/min>', 'feed', positive)
    .addOption(new Option('--feed-per-turn <mm>', 'feed per turn').argParser(positive).conflicts('feed'))
    .action(async (file: string, options: SpeedFeed) => {
      const { speed, vc, feed, feedPerTurn, operation = [] } = options;
      const change: SpeedFeedChange = {
        ...(speed !== undefined && { speed: { rpm: speed } }),
        ...(vc !== undefined && { speed: { vcMPerMin: vc } }),
        ...(feed !== undefined && { feed: { mmPerMin: feed } }),
        ...(feedPerTurn !== undefined && { feed: { mmPerRev: feedPerTurn } }),
      };
      demand(change, '--speed, --vc, --feed or --feed-per-turn');
      await edit(file, options, { context, outcome }, (read) =>
        editSpeedFeed(read, { change, operations: operation }),
      );
    });
}

export function scaleCommand(context: Context, outcome: Outcome): Command {
  return ofOperations(editing('scale', 'speeds and feeds by a percentage, and not another byte'))
    .option('--speed <percent>', 'of what is programmed', positive)
    .option('--feed <percent>', 'of what is programmed', positive)
    .action(async (file: string, options: SpeedFeed) => {
      const { speed, feed, operation = [] } = options;
      const change: SpeedFeedChange = {
        ...(speed !== undefined && { speed: { factor: speed / 100 } }),
        ...(feed !== undefined && { feed: { factor: feed / 100 } }),
      };
      demand(change, '--speed or --feed');
      await edit(file, options, { context, outcome }, (read) =>
        editSpeedFeed(read, { change, operations: operation }),
      );
    });
}

interface Numbers extends Options {
  readonly first: number;
  readonly step: number;
  readonly greatest: number;
}

export function renumberCommand(context: Context, outcome: Outcome): Command {
  return editing('renumber', 'block numbers in order again, with everything that points to them')
    .option('--first <number>', 'of the first block', whole, 10)
    .option('--step <number>', 'from block to block', whole, 10)
    .option('--greatest <number>', 'that the control takes', whole, 99_999)
    .action(async (file: string, options: Numbers) => {
      const { first, step, greatest } = options;
      await edit(file, options, { context, outcome }, (read) => editNumbers(read, { first, step, greatest }));
    });
}

function demand(change: SpeedFeedChange, options: string): void {
  if (change.speed || change.feed) return;
  throw new AppError('command.invalid', {
    data: { problem: 'nothing is said that should change', remedy: `Name ${options}.` },
  });
}

async function edit(
  file: string,
  options: Options,
  { context, outcome }: { context: Context; outcome: Outcome },
  change: (read: ReadProgram) => Edited,
): Promise<void> {
  const { json, dialect, profile, out, inPlace, leaveRefused } = options;
  const { terminal, cwd } = context;
  const machine = await knownMachine(profile, cwd);
  const edited = await oneProgram(file, { context, dialect, machine }, change);
  const { bytes, changes, differences, refused, notices } = edited;
  const allowed = refused.length === 0 || leaveRefused === true;
  const to = inPlace ? file : out;
  const writes = allowed && to !== undefined;
  if (!json) for (const line of editLines(edited)) terminal.out(line);
  if (writes) await writeProgram(to, bytes, { cwd, replace: inPlace === true });
  if (!json) terminal.out(writtenLine(to, edited, allowed));
  else {
    const written = writes ? to : null;
    terminal.out(JSON.stringify({ file, written, changes, differences, refused, notices }, undefined, 2));
  }
  if (!allowed) outcome.exitCode = 1;
}
