/**
 * How near the time estimate comes to what machines measured: NIST's BOX and COVER parts. Each program's clean runs (one piece, nobody turned
 * the override) give a median; the profile is fitted to all but one program, which is estimated with it. Prints Markdown.
 *
 *   node nc-time.ts [--shared ../../shared]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  assumedDynamics,
  copyChunk,
  firstEvent,
  fitDynamics,
  interpret,
  type MachineDynamics,
  type MeasuredRun,
  type MoveChunk,
  MoveKind,
  programOf,
  timeReducer,
} from '@mantinel/nc';
import { table } from './ingest/figures.ts';

const { values } = parseArgs({ options: { shared: { type: 'string', default: '../../shared' } } });
const shared = (path: string) => join(import.meta.dirname, values.shared, 'data', path);
const code = 'nc-corpus/usnistgov__smstestbed/tdp/mtc/NC-Code/';
/** Runs of an operation → its program; the others' programs are not among the published files. */
const programs = [
  { runs: 'Box-OP2-', file: 'NIST_MTC_CRADA_BOX_REV-A OP2 (Front).NC' },
  { runs: 'Box-OP3-', file: 'NIST_MTC_CRADA_BOX_REV-A OP3 (Back).NC' },
  { runs: 'Cover-Op3-', file: 'NIST_MTC_CRADA_COVER_REV-A.NC' },
];

const measured = readFileSync(shared('telemetry/nist-mtc/cycle-times.csv'), 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => {
    const [split, , runtime, active, breaks, , least, most] = line.split(',');
    return { split: split!, runtimeS: Number(runtime), activeS: Number(active), breaks, least, most };
  });
const isClean = ({ runtimeS, activeS, breaks, least, most }: (typeof measured)[number]) =>
  breaks === '1' &&
  Math.abs(runtimeS - activeS) < 2 &&
  (!least || (Number(least) >= 99 && Number(most) <= 101));

/** The lower of two in the middle. */
const median = (sorted: readonly number[]) => sorted[Math.floor((sorted.length - 1) / 2)]!;

const rapid = 'separate';
const all = programs.map(({ runs, file }) => {
  const clean = measured
    .filter((run) => run.split.startsWith(runs) && isClean(run))
    .map(({ runtimeS }) => runtimeS);
  const sorted = clean.sort((a, b) => a - b);
  const { chunks } = interpret(programOf(file, readFileSync(shared(code + file))));
  return {
    name: runs.slice(0, -1),
    n: sorted.length,
    least: sorted[0]!,
    most: sorted.at(-1)!,
    seconds: median(sorted),
    chunks: Array.from(chunks, copyChunk),
  };
});
const timeOf = (chunks: readonly MoveChunk[], dynamics: MachineDynamics) => {
  const reducer = timeReducer({ dynamics, rapid });
  for (const chunk of chunks) reducer.take(chunk);
  return reducer.finish();
};

/** Length by feed, rapids at their speed, and nothing else: what most tools call the time of a program. */
const plainSum = (chunks: readonly MoveChunk[]): number =>
  chunks.reduce((sum, chunk) => {
    for (let row = 0; row < chunk.count; row++) {
      const kind = chunk.kind[row]!;
      if (kind >= firstEvent) continue;
      const way = Math.hypot(
        chunk.x[row + 1]! - chunk.x[row]!,
        chunk.y[row + 1]! - chunk.y[row]!,
        chunk.z[row + 1]! - chunk.z[row]!,
      );
      const perMin = kind === MoveKind.rapid ? 24_000 : chunk.feed[row]!;
      if (perMin > 0) sum += (way / perMin) * 60;
    }
    return sum;
  }, 0);

const off = (seconds: number, wanted: number) => `${((seconds / wanted - 1) * 100).toFixed(1)} %`;
const from = assumedDynamics('mill');
const rows = all.map((program) => {
  const others: MeasuredRun[] = all.filter((other) => other !== program);
  const { dynamics } = fitDynamics(others, { from, id: 'left-out', rapid });
  const { seconds, chunks } = program;
  const blind = timeOf(chunks, dynamics);
  return [
    program.name,
    `${program.n}`,
    `${seconds} (${program.least} – ${program.most})`,
    off(plainSum(chunks), seconds),
    off(timeOf(chunks, from).total, seconds),
    `${off(blind.total, seconds)} (${blind.lowS.toFixed(0)} – ${blind.highS.toFixed(0)} s)`,
  ];
});
console.log(
  table(
    [
      'program',
      'clean runs',
      'median, least and most, s',
      'length ÷ feed',
      'assumed profile',
      'fitted to the others',
    ],
    rows,
  ),
);
const { dynamics, residuals } = fitDynamics(all, { from, id: 'nist-hurco', rapid });
console.log(
  `\nFitted to all: ${JSON.stringify(dynamics)}, residuals ${residuals.map((r) => r.toFixed(3)).join(', ')}.`,
);
