/** One life of a logbook for recovery.ts: fills a folder to a size and waits to be killed, or opens it and appends one event. */
import { randomBytes } from 'node:crypto';
import type { NewEvent } from '@mantinel/domain';
import { encodeBatch } from '@mantinel/logbook';
import { openBenchLogbook } from './bench-logbook.ts';
import { generateEvents } from './generator.ts';

const [directory, role, bytes, textBytes] = process.argv.slice(2) as [string, string, string, string];
const openedAt = performance.now();
const store = await openBenchLogbook(directory);
const opened = performance.now() - openedAt;
const events = [...generateEvents({ seed: 17, events: 20_000 })];

if (role === 'open') {
  await store.append({ events: [events[0]!] });
  const acknowledged = performance.now() - openedAt;
  // performance.now() counts from the start of the process.
  process.send!({ opened, acknowledged, sinceStart: performance.now(), stats: store.stats() });
} else {
  /** Random text, which no compression makes smaller. */
  const withText = (event: NewEvent): NewEvent => ({
    ...event,
    message: randomBytes(Math.ceil(Number(textBytes) * 0.75)).toString('base64'),
  });
  let next = 0;
  // Asking looks at every file, so not with every batch.
  let isFull = false;
  const watch = setInterval(() => {
    isFull = store.stats().bytes >= Number(bytes);
  }, 500);
  const batch = () => {
    const from = (next++ * 100) % events.length;
    return encodeBatch(events.slice(from, from + 100).map(withText));
  };
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      while (!isFull) await store.append({ events: batch() });
    }),
  );
  clearInterval(watch);
  process.send!({ stats: store.stats() });
}
// Until it is killed.
setInterval(() => undefined, 1000);
