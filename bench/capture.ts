/**
 * Is everything kept that was acknowledged? Fifty machines send 10,000 numbered events a second for half an hour while the
 * product is killed, its database killed and hung, and its disk filled and freed, one after another; then every event is
 * counted in the files. The disk is a file system of its own where root may mount one; elsewhere it is not filled.
 *
 *   node bench/capture.ts [--machines 50] [--per-second 200] [--minutes 30] [--every-ms 250] [--rest 8] [--seed 1]
 */

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newDirectory, removeDirectory, startProduct } from '../e2e/support/product.ts';
// biome-ignore lint/style/noRestrictedImports: the rig's volume is no part of a package's public surface.
import { createVolume, whyNoVolume } from '../packages/logbook/test/rigs/loop-volume.ts';
import { checkLog } from './capture/check-log.ts';
import { disturb, everyTrouble, type Patient } from './capture/disturber.ts';
import { makeSender } from './capture/make-sender.ts';
import type { SendersOrder, SendersReport } from './capture/senders-process.ts';
import { orderOf, startProcess } from './load/processes.ts';
import { quantile } from './stored/queries.ts';

const { values } = parseArgs({
  options: {
    machines: { type: 'string', default: '50' },
    'per-second': { type: 'string', default: '200' },
    minutes: { type: 'string', default: '30' },
    'every-ms': { type: 'string', default: '250' },
    rest: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
  },
});
const minutes = Number(values.minutes);
const machines = Array.from({ length: Number(values.machines) }, (_, index) => `machine-${index + 1}`);
const print = (line = '') => process.stdout.write(`${line}\n`);
const node = 'bench';
const config = JSON.stringify({ node, site: 'main', http: { port: 0 } });

const noVolume = whyNoVolume('ext4');
if (noVolume) print(`The disk is not filled: ${noVolume}.`);
const volume = noVolume ? undefined : createVolume('ext4', 2048);
const directory = volume?.path ?? (await newDirectory());
const senders = startProcess('../capture/senders-process.ts');
let patient: Patient | undefined;
try {
  const product = await startProduct({ directory, config });
  const port = Number(new URL(product.url).port);
  const token = await makeSender(product);
  patient = { directory, product, start: () => startProduct({ directory, config, port, signIn: false }) };
  const order: SendersOrder = {
    url: product.url,
    token,
    machines,
    perSecond: Number(values['per-second']),
    everyMs: Number(values['every-ms']),
    seconds: minutes * 60,
  };
  const done = new AbortController();
  const sending = orderOf<SendersReport>(senders, order).finally(() => done.abort());
  sending.catch(() => undefined); // awaited below, when the troubles have ended
  const troubles = await disturb(patient, {
    troubles: volume ? everyTrouble : everyTrouble.filter((each) => each !== 'disk full'),
    restSeconds: Number(values.rest),
    random: seeded(Number(values.seed)),
    signal: done.signal,
  });
  const report = await sending;
  await patient.product.stop();
  const acknowledged = Object.values(report.acknowledged).reduce((sum, count) => sum + count, 0);
  const { events, stored, breaches } = await checkLog(
    join(directory, 'data/logbook'),
    node,
    report.acknowledged,
  );
  print(
    `${machines.length} machines, ${minutes} minutes; ${Object.entries(troubles)
      .map(([what, times]) => `${what} ${times}×`)
      .join(', ')}.\n`,
  );
  print('| | |\n|---|---|');
  print(`| events acknowledged | ${acknowledged} |`);
  print(`| of them stored | ${stored} |`);
  print(
    `| requests; refused or unanswered, and sent again | ${report.requests}; ${JSON.stringify(report.refused)} |`,
  );
  const at = (share: number) => (quantile([...report.tookMs], share) / 1000).toFixed(2);
  print(`| first attempt to acknowledgement, p50 · p95 · longest | ${at(0.5)} · ${at(0.95)} · ${at(1)} s |`);
  print(
    `| events in the log, the product's own included; their numbers | ${events}; ${breaches.length === 0 ? 'without a hole' : 'see below'} |`,
  );
  for (const breach of breaches.slice(0, 50)) print(`BREACH: ${breach}`);
  print(breaches.length === 0 && stored === acknowledged ? '\nKEPT: sent = stored.' : '\nNOT KEPT.');
  process.exitCode = breaches.length === 0 && stored === acknowledged ? 0 : 1;
} finally {
  senders.disconnect();
  await patient?.product.stop();
  if (volume) volume.destroy();
  else await removeDirectory(directory);
}

/** Mulberry32: the same troubles at the same moments for a seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
