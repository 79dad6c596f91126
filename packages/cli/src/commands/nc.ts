/** Commands of `mantinel nc`: what a control would make of programs, without one, and changes that leave every other byte alone. */
import type { AppError } from '@mantinel/contract';
import type { DialectName, EngagementModel, GivenStock } from '@mantinel/nc';
import { Command } from 'commander';
import type { Context, Outcome } from '../context.ts';
import { type Checked, checkedJson, checkProgram, uncheckedJson } from '../nc/check.ts';
import { compared, outlineOf } from '../nc/diff.ts';
import { eachProgram, oneProgram, type ReadProgram, type Taken } from '../nc/each-program.ts';
import { describeProgram, featuresJson } from '../nc/features.ts';
import { knownMachine } from '../nc/profile-file.ts';
import { checkLines, diffLines, featureLines, timeLines } from '../nc/readable.ts';
import { timeJson, timeProgram } from '../nc/time.ts';
import { reportProblem } from '../report-error.ts';
import { renumberCommand, scaleCommand, setCommand } from './nc-edit.ts';
import { dialectOption, engagementOption, profileOption, stockOption } from './nc-options.ts';

interface Options {
  readonly json?: boolean;
  readonly dialect?: DialectName;
  readonly profile?: string;
}

interface CheckOptions extends Options {
  readonly stock?: GivenStock;
}

interface FeatureOptions extends CheckOptions {
  readonly engagement: EngagementModel | 'none';
}

export function ncCommands(context: Context, outcome: Outcome): readonly Command[] {
  const { terminal } = context;
  const command = (name: string, description: string) =>
    new Command(name)
      .description(description)
      .argument('<path...>', 'programs, and folders with programs')
      .option('--json', 'one array on standard output, an object for each file')
      .addOption(dialectOption())
      .addOption(profileOption());
  const each = async <T>(
    paths: readonly string[],
    { dialect, profile }: Options,
    take: (read: ReadProgram) => T,
  ) => eachProgram(paths, { context, dialect, machine: await knownMachine(profile, context.cwd) }, take);
  /** Results on standard output; files that could not be read are told on standard error, and in JSON at their place. */
  const print = <T>(taken: readonly Taken<T>[], json: boolean | undefined, forms: Forms<T>) => {
    const unread = taken.flatMap(({ problem }) => problem ?? []);
    if (unread.length > 0) outcome.exitCode = 1;
    if (json) {
      const entries = taken.map(({ file, result, problem }) =>
        problem ? (forms.problem ?? problemJson)(file, problem) : forms.json(result),
      );
      terminal.out(JSON.stringify(entries, undefined, 2));
    } else
      for (const { result, problem } of taken)
        if (!problem) for (const line of forms.lines(result)) terminal.out(line);
    for (const problem of unread) reportProblem(problem, terminal);
  };
  return new Command('nc')
    .addCommand(
      command('check', 'what a control would stop at, and what may go wrong')
        .addOption(stockOption())
        .action(async (paths: string[], options: CheckOptions) => {
          const results = await each(paths, options, (read) => checkProgram(read, options.stock));
          if (results.some(({ result }) => result && hasError(result))) outcome.exitCode = 1;
          print(results, options.json, {
            json: checkedJson,
            problem: uncheckedJson,
            lines: (one) => checkLines(one, terminal.style),
          });
        }),
    )
    .addCommand(
      command(
        'time',
        'how long programs take, with the interval and the profile it was estimated with',
      ).action(async (paths: string[], options: Options) => {
        const results = await each(paths, options, timeProgram);
        print(results, options.json, { json: timeJson, lines: timeLines });
      }),
    )
    .addCommand(
      command('features', 'tools, operations, cutting data with ap and ae, ways, levels and holes')
        .addOption(engagementOption())
        .addOption(stockOption())
        .action(async (paths: string[], options: FeatureOptions) => {
          const model = options.engagement === 'none' ? undefined : options.engagement;
          const results = await each(paths, options, (read) => describeProgram(read, model, options.stock));
          print(results, options.json, { json: featuresJson, lines: featureLines });
        }),
    )
    .addCommand(
      new Command('diff')
        .description('what a machinist would call different: renumbering and notes are not')
        .argument('<before>', 'a program')
        .argument('<after>', 'another')
        .option('--json', 'one object on standard output')
        .addOption(profileOption())
        .action(async (before: string, after: string, { json, profile }: Options) => {
          const machine = await knownMachine(profile, context.cwd);
          const outline = (path: string) =>
            oneProgram(path, { context, dialect: undefined, machine }, outlineOf);
          const found = compared([before, after], [await outline(before), await outline(after)]);
          if (found.differences.length > 0) outcome.exitCode = 1;
          if (json) terminal.out(JSON.stringify(found, undefined, 2));
          else for (const line of diffLines(found)) terminal.out(line);
        }),
    )
    .addCommand(setCommand(context, outcome))
    .addCommand(scaleCommand(context, outcome))
    .addCommand(renumberCommand(context, outcome)).commands;
}

interface Forms<T> {
  /** Of a file that could not be read. */
  readonly problem?: (file: string, problem: AppError) => object;
  readonly json: (result: T) => object;
  readonly lines: (result: T) => readonly string[];
}

const problemJson = (file: string, { code, message, remedy }: AppError) => ({
  file,
  error: { code, message, remedy },
});

const hasError = ({ diagnostics }: Checked): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');
