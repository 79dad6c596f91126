/** One measurement in a process of its own: `task rounds corpus|FILE…`. Prints the speed of the best round as JSON. */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  assumedDynamics,
  type ByteSource,
  bytesInMemory,
  checkTokens,
  interpret,
  type NcProgram,
  pathReducer,
  timeReducer,
} from '@mantinel/nc';
import { corpusFiles, folderLibrary } from '@mantinel/nc/corpus';

const [task, rounds, ...paths] = process.argv.slice(2);

/** A file that is read piece by piece, as the command line does it. */
const sourceOf = (path: string): ByteSource & { close(): void } => {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  let memory = new Uint8Array(0);
  return {
    size,
    read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      if (memory.length < wanted) memory = new Uint8Array(wanted);
      readSync(file, memory, 0, wanted, offset);
      return memory.subarray(0, wanted);
    },
    close: () => closeSync(file),
  };
};

const corpus = paths[0] === 'corpus';
const files = corpus ? corpusFiles().map(({ path }) => path) : paths;
const inMemory = corpus ? files.map((path) => bytesInMemory(readFileSync(path))) : undefined;

const linesOf = (source: ByteSource): number => {
  let lines = 0;
  for (let at = 0; at < source.size; at += 1 << 16)
    for (const byte of source.read(at, 1 << 16)) if (byte === 10) lines++;
  return lines;
};

const carryOut = (program: NcProgram, path: string, reducers: boolean): void => {
  const run = interpret(program, corpus ? { library: folderLibrary(path) } : {});
  const way = pathReducer();
  const time = timeReducer({ dynamics: assumedDynamics(run.profile.kind), rapid: run.profile.rapid });
  for (const chunk of run.chunks) {
    if (!reducers) continue;
    way.take(chunk);
    time.take(chunk);
  }
};

const run = (path: string, source: ByteSource): void => {
  const program = { name: path, source };
  switch (task) {
    case 'scan':
      checkTokens(program, { semicolon: 'comment', carriageReturn: 'blank' });
      return;
    case 'interpret':
    case 'features':
      carryOut(program, path, task === 'features');
      return;
    default:
      throw new Error(`no task ${task}`);
  }
};

const peer = async (name: string, path: string): Promise<void> => {
  const require = createRequire(import.meta.url);
  const text = readFileSync(path, 'latin1');
  if (name === 'gcode-parser') {
    const { parseString } = require('gcode-parser') as {
      parseString(text: string, done: (error: Error | null, lines: unknown[]) => void): void;
    };
    await new Promise<void>((done, fail) => parseString(text, (error) => (error ? fail(error) : done())));
    return;
  }
  const Toolpath = require('gcode-toolpath') as new (
    options: object,
  ) => { loadFromString(text: string, done: (error: Error | null) => void): void };
  const toolpath = new Toolpath({ addLine: () => {}, addArcCurve: () => {} });
  await new Promise<void>((done, fail) =>
    toolpath.loadFromString(text, (error) => (error ? fail(error) : done())),
  );
};

let best = Number.POSITIVE_INFINITY;
let bytes = 0;
let lines = 0;
for (let round = 0; round < Number(rounds); round++) {
  bytes = 0;
  const before = process.cpuUsage();
  for (const [i, path] of files.entries()) {
    if (task!.startsWith('gcode-')) {
      await peer(task!, path);
      continue;
    }
    const source = inMemory?.[i] ?? sourceOf(path);
    run(path, source);
    bytes += source.size;
    if ('close' in source) (source as ReturnType<typeof sourceOf>).close();
  }
  const { user, system } = process.cpuUsage(before);
  best = Math.min(best, (user + system) / 1e6);
}
const maxRssMb = process.resourceUsage().maxRSS / 1000;
for (const path of files) {
  const source = sourceOf(path);
  if (task!.startsWith('gcode-')) bytes += source.size;
  lines += linesOf(source);
  source.close();
}
console.log(
  JSON.stringify({
    megabytesPerS: +(bytes / 1e6 / best).toFixed(1),
    linesPerS: Math.round(lines / best),
    maxRssMb: Math.round(maxRssMb),
  }),
);
