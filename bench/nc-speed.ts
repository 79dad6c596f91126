/**
 * How fast programs are read, in CPU time of one process, and with how much memory: our scanner, interpreter and reducers over the corpus
 * and over one long file, beside npm's `gcode-parser` and `gcode-toolpath` and LinuxCNC's `rs274`. `npm install` here first, then
 *
 *   node nc-speed.ts [--unpacked FOLDER (see nc-rs274.ts)] [--long-megabytes 1000] [--rounds 3]
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { corpusFiles } from '@mantinel/nc/corpus';
import { child } from './stored/children.ts';

const { values } = parseArgs({
  options: {
    unpacked: { type: 'string' },
    'long-megabytes': { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
  },
});

export interface Speed {
  readonly megabytesPerS: number;
  readonly linesPerS: number;
  readonly maxRssMb: number;
}

/** What a mill's finishing pass looks like: the commonest kind of long program. */
const block = (i: number): string =>
  `X${(50 * Math.sin(i / 97)).toFixed(4)} Y${(50 * Math.cos(i / 89)).toFixed(4)} Z${(-5 + Math.sin(i / 13)).toFixed(4)}\n`;

const longProgram = (path: string, megabytes: number): void => {
  const blocks = Array.from({ length: 20_000 }, (_, i) => block(i)).join('');
  const file = openSync(path, 'w');
  writeSync(file, '%\nO1000\nG21 G90 G17 G40 G49 G80\nT1 M6\nG54 S12000 M3\nG0 G43 H1 Z50.\nG1 F3000.\n');
  for (let bytes = 0; bytes < megabytes * 1e6; bytes += blocks.length) writeSync(file, blocks);
  writeSync(file, 'G0 Z50.\nM30\n%\n');
  closeSync(file);
};

const work = mkdtempSync(join(tmpdir(), 'mantinel-nc-speed-'));
try {
  const { rounds } = values;
  const rows: Record<string, Speed | string> = {};
  const measure = (name: string, task: string, ...files: string[]): void => {
    rows[name] = child('nc/speed-child.ts', [task, rounds, ...files]) as Speed;
  };
  measure('corpus: scan + diagnostics', 'scan', 'corpus');
  measure('corpus: interpreted', 'interpret', 'corpus');
  measure('corpus: interpreted, ways and time', 'features', 'corpus');
  const ten = join(work, 'ten.nc');
  longProgram(ten, 10);
  measure('10 MB: scan + diagnostics', 'scan', ten);
  measure('10 MB: interpreted, ways and time', 'features', ten);
  measure('10 MB: gcode-parser', 'gcode-parser', ten);
  measure('10 MB: gcode-toolpath', 'gcode-toolpath', ten);
  if (values.unpacked) rows['10 MB: rs274'] = rs274(values.unpacked, ten);
  const long = join(work, 'long.nc');
  longProgram(long, Number(values['long-megabytes']));
  rows[`${values['long-megabytes']} MB: interpreted, ways and time`] = child('nc/speed-child.ts', [
    'features',
    '1',
    long,
  ]) as Speed;
  console.log(`corpus: ${corpusFiles().length} programs`);
  console.table(rows);
} finally {
  rmSync(work, { recursive: true });
}

function rs274(unpacked: string, path: string): Speed {
  writeFileSync(join(work, 'tools.tbl'), 'T1 P1 Z0 D0\n');
  writeFileSync(join(work, 'empty.var'), '');
  const libraries = ['usr/lib', 'usr/lib/x86_64-linux-gnu'].map((part) => resolve(unpacked, part)).join(':');
  const command = `exec "$0" -t tools.tbl -v empty.var -g "$1" /dev/null`;
  const run = spawnSync(
    'bash',
    [
      '-c',
      `TIMEFORMAT='%U %S'; time (${command.replace('exec ', '')})`,
      resolve(unpacked, 'usr/bin/rs274'),
      path,
    ],
    {
      cwd: work,
      env: { ...process.env, LD_LIBRARY_PATH: libraries },
      encoding: 'latin1',
      timeout: 300_000,
      maxBuffer: 1 << 30,
    },
  );
  const seconds = /([\d.]+) ([\d.]+)\s*$/.exec(run.stderr);
  const cpu = Number(seconds?.[1]) + Number(seconds?.[2]);
  const bytes = readFileSync(path);
  let lines = 0;
  for (const byte of bytes) if (byte === 10) lines++;
  return { megabytesPerS: bytes.length / 1e6 / cpu, linesPerS: lines / cpu, maxRssMb: Number.NaN };
}
