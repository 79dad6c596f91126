/**
 * Hostile programs, and real ones with bytes changed, cut out, doubled and moved: nothing is thrown, everything ends, memory stays bounded.
 *
 *   node nc-fuzz.ts [cases, 1000000] [--seed N]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type DialectName, readableDialects } from '@mantinel/nc';
import { corpusFiles } from '@mantinel/nc/corpus';
import { hostile } from '@mantinel/nc/programs';
import { survive } from '@mantinel/nc/survive';
import fc from 'fast-check';
import { random32 } from './random.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' } },
});
const cases = Number(positionals[0] ?? 1_000_000);
const bits = random32(Number(values.seed));
const random = (): number => bits() / 2 ** 32;
const dialects: readonly (DialectName | undefined)[] = [undefined, ...readableDialects];
const below = (limit: number): number => Math.floor(random() * limit);
const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;

const longest = 3000;
const real = corpusFiles().map(({ path }) => readFileSync(path).subarray(0, 200_000).toString('latin1'));

/** A piece of a real program, changed in up to eight places. */
const mutated = (): string => {
  const whole = pick(real);
  const from = below(Math.max(1, whole.length - longest));
  let text = whole.slice(from, from + below(longest));
  for (let i = below(8); i >= 0; i--) {
    const at = below(text.length + 1);
    const length = below(20);
    const piece = text.slice(at, at + length);
    const change = below(4);
    if (change === 0) text = text.slice(0, at) + text.slice(at + length);
    else if (change === 1) text = text.slice(0, at) + String.fromCharCode(below(256)) + text.slice(at + 1);
    else if (change === 2) text = text.slice(0, at) + piece + text.slice(at);
    else text = text.slice(0, at) + pick(real).slice(0, length) + text.slice(at);
  }
  return text;
};

const batch = 2000;
function* madeUp(): Generator<string> {
  for (let round = 0; ; round++)
    yield* fc.sample(hostile, { numRuns: batch, seed: Number(values.seed) + round });
}
const made = madeUp();
let failures = 0;
for (let i = 0; i < cases; i++) {
  const text = real.length > 0 && i % 2 === 1 ? mutated() : made.next().value;
  const dialect = pick(dialects);
  try {
    survive(text, dialect);
  } catch (error) {
    failures++;
    console.log(JSON.stringify({ dialect, text, error: String(error) }));
  }
}
const { maxRSS } = process.resourceUsage();
console.log(`${cases} cases, ${failures} failures, at most ${Math.round(maxRSS / 1000)} MB`);
process.exitCode = failures > 0 ? 1 : 0;
