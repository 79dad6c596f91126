/** `mantinel log`: query the logbook and follow it, in the terminal. */
import {
  AppError,
  type Event,
  EventFilter,
  type ExportColumn,
  type ExportFormat,
  ExportQuery,
  exportColumns,
  exportFormats,
  Language,
} from '@mantinel/contract';
import { kinds, levels, type SeverityRange, severity, severityRanges } from '@mantinel/domain';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Context, Outcome } from '../context.ts';
import { nowUs } from '../context.ts';
import { type EnterOptions, enterOptions } from '../enter-server.ts';
import { eventFormatter } from '../events/format-event.ts';
import { openEventReader } from '../events/open-event-reader.ts';
import { operatorWords, spokenLanguage } from '../events/operator-words.ts';
import { parseMoment } from '../events/parse-moment.ts';
import { patternCount, patternLine } from '../events/pattern-count.ts';
import { showEvents } from '../events/show-events.ts';
import { writeExport } from '../events/write-export.ts';
import { proveCommand, verifyCommand } from './log-proof.ts';

interface LogOptions extends EnterOptions {
  readonly config?: string;
  readonly url?: string;
  readonly level: EventFilter['level'];
  readonly machine?: string[];
  readonly severity?: SeverityRange;
  readonly kind?: EventFilter['kind'];
  readonly code?: string[];
  readonly query?: string;
  readonly text?: string;
  readonly from?: number;
  readonly to?: number;
  readonly order: EventFilter['order'];
  readonly limit: number;
  readonly follow?: boolean;
  readonly patterns?: boolean;
  readonly json?: boolean;
  readonly format?: ExportFormat;
  readonly out?: string;
  readonly language?: Language;
  readonly timeZone?: string;
  readonly columns?: ExportColumn[];
}

const moment = (text: string): number => {
  const us = parseMoment(text, nowUs());
  if (us === undefined) throw new InvalidArgumentError('Write 15m, 06:00, 2026-03-02 or 2026-03-02T06:00.');
  return us;
};

const wholeNumber = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Write a whole number above 0.');
  return Number(text);
};

export function logCommand(context: Context, outcome: Outcome): Command {
  return new Command('log')
    .description('show what is in the logbook, newest last')
    .addOption(new Option('--level <level>', 'for whom').choices(levels).default('developer'))
    .option('--machine <id...>', 'only these machines')
    .addOption(new Option('--severity <least>', 'this severe or worse').choices(severityRanges))
    .addOption(new Option('--kind <kind...>', 'only these kinds').choices(kinds))
    .option('--code <code...>', 'only these codes; a * at the end stands for the rest')
    .option('-q, --query <search>', 'only what this search finds: "coolant low" severity>=warn -door')
    .option('--text <part>', 'part of message, code, path or a text attribute')
    .option('--from <moment>', 'from here on: 15m, 06:00, 2026-03-02T06:00', moment)
    .option('--to <moment>', 'before this moment', moment)
    .addOption(
      new Option('--order <order>', 'as it happened, or as it was recorded')
        .choices(['time', 'received'])
        .default('time'),
    )
    .option('--limit <n>', 'at most so many, the newest', wholeNumber, 50)
    .option('-f, --follow', 'then show what comes, as it is recorded')
    .option('--patterns', 'what the lines have in common, counted: same message, other numbers')
    .option('--json', 'one JSON object a line, as the API gives it')
    .addOption(
      new Option('--format <format>', 'everything that matches as a file, whatever --limit says').choices(
        exportFormats,
      ),
    )
    .option('--out <file>', 'where that file goes; mantinel-events.<format> here when left out')
    .addOption(
      new Option('--language <language>', 'of explanations at the operator level and of headings').choices(
        Language.options,
      ),
    )
    .option('--time-zone <name>', 'of times in that file, such as Europe/Bratislava')
    .addOption(new Option('--columns <name...>', 'of CSV, HTML and PDF').choices(exportColumns))
    .option('--config <file>', 'configuration that names the data folder')
    .option('--url <address>', 'ask the Mantinel at this address')
    .addOption(enterOptions.user)
    .addOption(enterOptions.token)
    .addCommand(verifyCommand(context, outcome))
    .addCommand(proveCommand(context))
    .action(async (options: LogOptions) => {
      const filter = filterOf(options);
      const reader = await openEventReader(options, context);
      try {
        if (options.format !== undefined) {
          const { format, columns, timeZone, language = 'en' } = options;
          const { out = `mantinel-events.${format}` } = options;
          const query = ExportQuery.parse({ ...filter, format, columns, timeZone, language });
          await writeExport(await reader.export(query), out, context);
          return;
        }
        if (options.follow && !reader.live) {
          const problem = 'Mantinel is not running, so there is nothing to follow';
          const remedy = 'Start it with npm start, or leave --follow out to read what is stored.';
          throw new AppError('command.invalid', { data: { problem, remedy } });
        }
        const { out, style } = context.terminal;
        const format = options.json ? (event: Event) => JSON.stringify(event) : eventFormatter({ style });
        const { limit, follow = false } = options;
        const words =
          options.level === 'operator' && !options.json
            ? operatorWords(reader, options.language ?? spokenLanguage(context.env))
            : undefined;
        const patterns = options.patterns ? patternCount() : undefined;
        const shown = await showEvents(reader, {
          filter,
          limit,
          follow,
          ...(words && !patterns ? { prepare: words.learn } : {}),
          show: patterns ? patterns.add : (event) => out(format(event, words?.of(event))),
          signal: context.signal,
        });
        for (const pattern of patterns?.patterns() ?? [])
          out(options.json ? JSON.stringify(pattern) : patternLine(pattern));
        if (shown === 0 && !options.json) context.terminal.err('Nothing in the logbook matches.');
      } finally {
        await reader.close();
      }
    });
}

/** Following shows what is recorded from now on, wherever its source puts it in time: hence the order of receipt. */
function filterOf(options: LogOptions): EventFilter {
  const { level, machine, kind, code, query, text, from, to, order, follow } = options;
  return EventFilter.parse({
    level,
    order: follow ? 'received' : order,
    machine,
    kind,
    code,
    query,
    text,
    minSeverity: options.severity && severity[options.severity],
    fromUs: from,
    toUs: to,
  });
}
