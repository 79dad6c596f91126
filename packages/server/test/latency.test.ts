import { monitorEventLoopDelay } from 'node:perf_hooks';
import { paths } from '@mantinel/contract';
import { afterEach, expect, test } from 'vitest';
import { eventsOf, missedOf, openSse } from './support/sse.ts';
import { startTestApp, type TestApp, until } from './support/start-test-app.ts';

let app: TestApp;
afterEach(() => app.stop());

const machineCount = 50;
const perSecond = 20;
const seconds = 3;

test('machine to screen stays well below a quarter of a second at 50 machines with 20 events a second', async () => {
  const machines = Array.from({ length: machineCount }, (_, index) => `m${index}`);
  app = await startTestApp({ demo: true, machines });
  const reader = await openSse(`${app.url}${paths.stream}`);
  await until(() => reader.messages.length >= 2);
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  let said = 0;
  const timers = machines.map((id, index) =>
    setInterval(
      () => {
        said += 1;
        app.machines
          .get(id)!
          .say([{ kind: 'sample', item: 'Xload', value: said, timeUs: Date.now() * 1000, quality: 'good' }]);
      },
      1000 / perSecond + (index % 7) / 10,
    ),
  );
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  for (const timer of timers) clearInterval(timer);
  const samples = () => eventsOf(reader).filter(({ kind }) => kind === 'sample').length;
  await until(() => samples() === said);
  expect(said).toBeGreaterThan(machineCount * perSecond * seconds * 0.5);
  expect(missedOf(reader)).toBe(0);
  const waits = reader.messages
    .flatMap(({ message, atMs }) =>
      message.type === 'events'
        ? message.events.filter(({ kind }) => kind === 'sample').map(({ timeUs }) => atMs - timeUs / 1000)
        : [],
    )
    .sort((a, b) => a - b);
  reader.close();
  const p95 = waits[Math.floor(waits.length * 0.95)]!;
  // The bar is 250 ms with the browser's own share. What a busy test computer adds shows in the event loop's own delay.
  const busyMs = loop.percentile(99) / 1e6;
  expect(p95).toBeLessThan(120 + 3 * busyMs);
  if (process.env.MANTINEL_FIGURES)
    process.stderr.write(
      `p50 ${waits[Math.floor(waits.length / 2)]} ms, p95 ${p95} ms, max ${waits.at(-1)} ms\n`,
    );
});
