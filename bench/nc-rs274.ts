/**
 * Our stream against LinuxCNC: its published interpreter tests, then `rs274` itself on every program of the corpus that it accepts. Nothing
 * is installed; unpack Debian's packages into a folder and name it:
 *
 *   apt-get download linuxcnc-uspace libboost-python1.74.0 libpython3.11
 *   for deb in *.deb; do dpkg -x "$deb" unpacked; done
 *   node nc-rs274.ts --unpacked unpacked [--only PART-OF-A-NAME] [--seconds 20]
 *
 * Motions are compared by kind, end point, arc centre and rotation, to 1e-4 of the program's unit (rs274 prints four digits).
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { interpret } from '@mantinel/nc';
import { type CorpusFile, corpusFiles, corpusProgram } from '@mantinel/nc/corpus';
import { explained, firstDifference, motionsOfStream, motionsOfText, rs274Cases } from '@mantinel/nc/rs274';

const { values } = parseArgs({
  options: {
    unpacked: { type: 'string' },
    only: { type: 'string' },
    seconds: { type: 'string', default: '20' },
  },
});

const published = (): void => {
  const cases = rs274Cases();
  let motions = 0;
  let equal = 0;
  for (const one of cases) {
    const theirs = one.theirs();
    motions += theirs.length;
    const difference = firstDifference(one.ours(), theirs);
    if (!difference) equal++;
    else console.log(explained[one.name] ? `explained: ${one.name}` : `DIFFERS: ${one.name}: ${difference}`);
  }
  console.log(`published tests: ${equal} of ${cases.length} equal, ${motions} motions`);
};

type Outcome = 'equal' | 'differs' | 'refused' | 'too slow';

const differential = (unpacked: string): void => {
  const work = mkdtempSync(join(tmpdir(), 'mantinel-rs274-'));
  // Every tool is there and has neither length nor radius, as our profile has none.
  writeFileSync(
    join(work, 'tools.tbl'),
    Array.from({ length: 999 }, (_, i) => `T${i + 1} P${i + 1} Z0 D0\n`).join(''),
  );
  const outcomes: Record<Outcome, number> = { equal: 0, differs: 0, refused: 0, 'too slow': 0 };
  const tierA: Record<Outcome, number> = { ...outcomes };
  let motions = 0;
  try {
    for (const file of corpusFiles().filter(({ name }) => name.includes(values.only ?? ''))) {
      const { outcome, count } = compare(file, { unpacked, work });
      outcomes[outcome]++;
      if (file.tier === 'A') tierA[outcome]++;
      motions += count;
    }
  } finally {
    rmSync(work, { recursive: true });
  }
  console.table({ 'whole corpus': outcomes, 'tier A': tierA });
  console.log(`${motions} motions compared`);
};

interface Place {
  readonly unpacked: string;
  readonly work: string;
}

const compare = (file: CorpusFile, { unpacked, work }: Place): { outcome: Outcome; count: number } => {
  const program = join(work, 'program.ngc');
  copyFileSync(file.path, program);
  writeFileSync(join(work, 'empty.var'), '');
  const libraries = ['usr/lib', 'usr/lib/x86_64-linux-gnu'].map((part) => resolve(unpacked, part)).join(':');
  const run = spawnSync(
    resolve(unpacked, 'usr/bin/rs274'),
    ['-t', 'tools.tbl', '-v', 'empty.var', '-g', program],
    {
      cwd: work,
      encoding: 'latin1',
      env: { ...process.env, LD_LIBRARY_PATH: libraries },
      timeout: Number(values.seconds) * 1000,
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  if (run.error && 'code' in run.error && run.error.code === 'ETIMEDOUT')
    return { outcome: 'too slow', count: 0 };
  if (run.status !== 0 || !/PROGRAM_END|FINISH/.test(run.stdout)) return { outcome: 'refused', count: 0 };
  const theirs = motionsOfText(run.stdout);
  const ours = motionsOfStream(interpret(corpusProgram(file), { dialect: 'linuxcnc' }));
  const difference = firstDifference(ours, theirs);
  if (difference) console.log(`${file.name}: ${difference}`);
  return { outcome: difference ? 'differs' : 'equal', count: theirs.length };
};

published();
if (values.unpacked) differential(values.unpacked);
else console.log('rs274 itself was not run: name the folder with --unpacked');
