/**
 * Asks every operation of the API with what nobody should send, for as long as is wanted, and counts.
 *
 *   node fuzz-api.ts [--requests 50000] [--seed 1] [--only getEvents]
 *
 * A problem is printed with the request that shows it and the seed that brings it again; then the exit code is 1.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
// biome-ignore lint/style/noRestrictedImports: the rig belongs to the tests of the server, which this one runs for longer
import { startFuzzRig } from '../packages/server/test/fuzz/fuzz-rig.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '50000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    only: { type: 'string', default: '' },
  },
});
const seed = Number(values.seed);
const rig = await startFuzzRig();
const targets = rig.targets.filter(({ operation }) => operation.operationId.includes(values.only));
const each = Math.ceil(Number(values.requests) / targets.length);
const problems = new Map<string, { count: number; example: string }>();
const begun = performance.now();
let sent = 0;
for (const target of targets) {
  for (const asked of fc.sample(rig.requestsTo(target), { numRuns: each, seed })) {
    const problem = await rig.send(asked).catch((error: unknown) => `no answer: ${String(error)}`);
    sent += 1;
    if (problem === undefined) continue;
    const kind = `${asked.operation} ${problem.slice(0, 60)}`;
    const known = problems.get(kind) ?? {
      count: 0,
      example: `${problem}\n    ${JSON.stringify(asked).slice(0, 900)}`,
    };
    problems.set(kind, { ...known, count: known.count + 1 });
  }
}
const alive = await rig.app.fetch('/healthz');
const seconds = (performance.now() - begun) / 1000;
console.log(
  `${sent} requests to ${targets.length} operations in ${seconds.toFixed(0)} s, seed ${seed}; alive after: ${alive.ok}`,
);
console.log(
  [...rig.answered]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count}`)
    .join(' · '),
);
for (const [kind, { count, example }] of problems) console.log(`\n${count} × ${kind}\n  ${example}`);
await rig.stop();
process.exitCode = problems.size === 0 && alive.ok ? 0 : 1;
