/** `mantinel nc`: what a control would make of programs, without one. Reads files and folders, and changes nothing. */
import { type DialectName, readableDialects } from '@mantinel/nc';
import { Command, Option } from 'commander';
import type { Context, Outcome } from '../context.ts';
import { type Checked, checkedJson, checkProgram } from '../nc/check.ts';
import { compared, outlineOf } from '../nc/diff.ts';
import { eachProgram, oneProgram } from '../nc/each-program.ts';
import { describeProgram, featuresJson } from '../nc/features.ts';
import { checkLines, diffLines, featureLines, timeLines } from '../nc/readable.ts';
import { timeJson, timeProgram } from '../nc/time.ts';

interface Options {
  readonly json?: boolean;
  readonly dialect?: DialectName;
}

export function ncCommand(context: Context, outcome: Outcome): Command {
  const { terminal } = context;
  const command = (name: string, description: string) =>
    new Command(name)
      .description(description)
      .argument('<path...>', 'programs, and folders with programs')
      .option('--json', 'one array on standard output, an object for each file')
      .addOption(
        new Option('--dialect <name>', 'instead of what the program shows').choices(readableDialects),
      );
  const print = <T>(results: readonly T[], json: boolean | undefined, forms: Forms<T>) => {
    if (json) terminal.out(JSON.stringify(results.map(forms.json), undefined, 2));
    else for (const line of results.flatMap(forms.lines)) terminal.out(line);
  };
  return new Command('nc')
    .description('read NC programs as a control does: faults, time and features')
    .addCommand(
      command('check', 'what a control would stop at, and what may go wrong').action(
        async (paths: string[], { json, dialect }: Options) => {
          const results = await eachProgram(paths, { context, dialect }, checkProgram);
          if (results.some(hasError)) outcome.exitCode = 1;
          print(results, json, { json: checkedJson, lines: (one) => checkLines(one, terminal.style) });
        },
      ),
    )
    .addCommand(
      command(
        'time',
        'how long programs take, with the interval and the profile it was estimated with',
      ).action(async (paths: string[], { json, dialect }: Options) => {
        const results = await eachProgram(paths, { context, dialect }, timeProgram);
        print(results, json, { json: timeJson, lines: timeLines });
      }),
    )
    .addCommand(
      command('features', 'tools, operations, cutting data, ways, levels and holes').action(
        async (paths: string[], { json, dialect }: Options) => {
          const results = await eachProgram(paths, { context, dialect }, describeProgram);
          print(results, json, { json: featuresJson, lines: featureLines });
        },
      ),
    )
    .addCommand(
      new Command('diff')
        .description('what a machinist would call different: renumbering and notes are not')
        .argument('<before>', 'a program')
        .argument('<after>', 'another')
        .option('--json', 'one object on standard output')
        .action(async (before: string, after: string, { json }: Options) => {
          const outline = (path: string) => oneProgram(path, { context, dialect: undefined }, outlineOf);
          const found = compared([before, after], [await outline(before), await outline(after)]);
          if (found.differences.length > 0) outcome.exitCode = 1;
          if (json) terminal.out(JSON.stringify(found, undefined, 2));
          else for (const line of diffLines(found)) terminal.out(line);
        }),
    );
}

interface Forms<T> {
  readonly json: (result: T) => object;
  readonly lines: (result: T) => readonly string[];
}

const hasError = ({ diagnostics }: Checked): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');
