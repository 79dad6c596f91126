/**
 * How well programs are recognised, against labels made by reading them (`packages/harvester/test/labels`), set by set.
 *
 *   node bench/recognition.ts [--set first-half] [--misses]
 *
 * `--misses` tells what was missed where, but never of more-d and more-e: they only score.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Label, newScore, scoreProgram } from '@mantinel/harvester/labels';
import { headBytes, kindOfFile, readProgram } from '@mantinel/harvester/reading';
import { corpusFiles } from '@mantinel/nc/corpus';

const { values } = parseArgs({
  options: { set: { type: 'string' }, misses: { type: 'boolean', default: false } },
});
const onlyScored: ReadonlySet<string> = new Set(['more-d', 'more-e']);
const folder = join(import.meta.dirname, '../packages/harvester/test/labels');
const sets = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .filter((name) => values.set === undefined || name === values.set);
if (sets.length === 0) throw new Error(`There is no set ${values.set} in ${folder}.`);
const bySha = new Map(
  corpusFiles().map((file) => [createHash('sha256').update(readFileSync(file.path)).digest('hex'), file]),
);
if (bySha.size === 0) throw new Error('The shared corpus is not beside this checkout.');

for (const set of sets) {
  const labels: Label[] = JSON.parse(readFileSync(join(folder, `${set}.json`), 'utf8'));
  const score = newScore();
  for (const label of labels) {
    const file = bySha.get(label.sha256);
    if (!file) throw new Error(`${label.sha256} is not in the corpus`);
    const bytes = readFileSync(file.path);
    const { kind } = kindOfFile(file.name, bytes.subarray(0, headBytes));
    const missed = scoreProgram(score, label, kind, readProgram(file.name, bytes));
    if (values.misses && !onlyScored.has(set) && missed.length > 0)
      console.log(`${file.name}\n  ${missed.join('\n  ')}`);
  }
  console.log(`${set}, ${labels.length} programs`);
  console.table(
    Object.fromEntries(
      Object.entries(score).map(([name, { right, of, value }]) => [
        name,
        { right, of, share: Math.round(value * 1000) / 10 },
      ]),
    ),
  );
}
