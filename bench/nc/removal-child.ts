/** One measurement in a process of its own: `model corpus|FILE`. Prints CPU time, memory, and typical ap and ae of every operation as JSON. */
import { readFileSync } from 'node:fs';
import { type EngagementModel, type NcProgram, type ProgramLibrary, programOf } from '@mantinel/nc';
import { corpusFiles, corpusProgram, folderLibrary } from '@mantinel/nc/corpus';
import { engagementRun } from '@mantinel/nc/engagement';

export interface RemovalMeasured {
  readonly seconds: number;
  readonly maxRssMb: number;
  readonly programs: number;
  readonly slowest: { readonly name: string; readonly seconds: number; readonly kilobytes: number };
  readonly operations: number;
  /** Of each operation that has one: where it is, and mm. */
  readonly figures: readonly {
    readonly at: string;
    readonly ap: number | undefined;
    readonly ae: number | undefined;
  }[];
}

const [model, what] = process.argv.slice(2) as [EngagementModel, string];

function* programs(): Generator<{ program: NcProgram; library?: ProgramLibrary }> {
  if (what !== 'corpus') yield { program: programOf(what, readFileSync(what)) };
  else
    for (const file of corpusFiles())
      yield { program: corpusProgram(file), library: folderLibrary(file.path) };
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const figures: RemovalMeasured['figures'][number][] = [];
let slowest = { name: '', seconds: 0, kilobytes: 0 };
let count = 0;
let operations = 0;
const begun = cpu();
for (const { program, library } of programs()) {
  const before = cpu();
  const { groups, operations: found } = engagementRun(program, {
    model,
    withMoves: false,
    ...(library && { library }),
  });
  const seconds = cpu() - before;
  if (seconds > slowest.seconds)
    slowest = { name: program.name, seconds, kilobytes: Math.round(program.source.size / 1000) };
  count += 1;
  operations += found.filter(({ cutMm }) => cutMm > 0).length;
  for (const [index, { apMm, aeMm }] of groups)
    if (apMm || aeMm) figures.push({ at: `${program.name}#${index}`, ap: apMm?.typical, ae: aeMm?.typical });
}
const measured: RemovalMeasured = {
  seconds: cpu() - begun,
  maxRssMb: Math.round(process.resourceUsage().maxRSS / 1000),
  programs: count,
  slowest,
  operations,
  figures,
};
console.log(JSON.stringify(measured));
