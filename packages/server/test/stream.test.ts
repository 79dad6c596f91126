import { paths } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import { afterEach, expect, test } from 'vitest';
import { eventsOf, missedOf, openSse, type SseReader } from './support/sse.ts';
import { startTestApp, type TestApp, type TestOptions, until } from './support/start-test-app.ts';

let app: TestApp;
const readers: SseReader[] = [];
const started = async (options?: TestOptions) => {
  app = await startTestApp({ demo: true, machines: ['mill'], ...options });
  return app;
};
const open = async (query = '', headers: Record<string, string> = {}) => {
  const reader = await openSse(`${app.url}${paths.stream}${query}`, headers);
  readers.push(reader);
  return reader;
};
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.close();
  await app.stop();
});

const event = (number: number, more: Partial<NewEvent> = {}): NewEvent => ({
  timeUs: number,
  receivedUs: number,
  site: 'plant',
  machine: 'mill',
  kind: 'message',
  severity: 9,
  code: 'test.number',
  message: '',
  attributes: { number },
  quality: 'good',
  ...more,
});
const numbers = (reader: SseReader) =>
  eventsOf(reader)
    .filter(({ code }) => code === 'test.number')
    .map(({ attributes }) => attributes.number);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
/** What the program says of itself does not reach an operator: there every event is the test's own. */
const operator = '?level=operator';
const warning = { severity: 13 };
const append = (from: number, to: number, more?: Partial<NewEvent>) =>
  app.logbook.append({ events: range(from, to).map((number) => event(number, more)) });

test('a screen first learns status and machines, then each event once it is durable', async () => {
  await started();
  const reader = await open();
  expect(reader.answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  await until(() => reader.messages.length >= 2);
  expect(reader.messages.map(({ message }) => message.type).slice(0, 2)).toEqual(['status', 'machines']);
  await append(0, 3);
  await until(() => numbers(reader).length === 3);
  expect(numbers(reader)).toEqual([0, 1, 2]);
  expect(missedOf(reader)).toBe(0);
  const { id, message } = reader.messages.findLast((told) => told.message.type === 'events')!;
  expect(id).toBe(message.type === 'events' && `1.${message.events.at(-1)!.seq}`);
});

test('a screen sees only its level', async () => {
  await started();
  const plain = await open(operator);
  const technical = await open('?level=technical');
  await append(0, 1, { severity: 5 });
  await append(1, 2, { severity: 9 });
  await append(2, 3, { severity: 13 });
  await until(() => numbers(plain).length === 1 && numbers(technical).length === 2);
  expect(numbers(plain)).toEqual([2]);
  expect(numbers(technical)).toEqual([1, 2]);
});

test('events keep each other company: many appends arrive in few messages, none later than it should', async () => {
  await started();
  const reader = await open();
  await until(() => reader.messages.length >= 2);
  const begun = performance.now();
  for (const number of range(0, 200)) {
    await append(number, number + 1);
    if (number % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await until(() => numbers(reader).length === 200);
  expect(numbers(reader)).toEqual(range(0, 200));
  const messages = reader.messages.filter(({ message }) => message.type === 'events');
  // One message each 50 ms at most, and one at either end.
  expect(messages.length).toBeLessThanOrEqual((performance.now() - begun) / 50 + 2);
});

test('a burst beyond a message is counted, never silently dropped', async () => {
  await started();
  const reader = await open(operator);
  await until(() => reader.messages.length >= 2);
  await append(0, 5000, warning);
  await until(() => numbers(reader).length + missedOf(reader) >= 5000);
  expect(numbers(reader).length + missedOf(reader)).toBe(5000);
  expect(numbers(reader).at(-1)).toBe(4999);
});

test('a browser that does not read costs a bounded buffer and is told how many it missed', async () => {
  await started();
  const slow = await open(operator);
  await until(() => slow.messages.length >= 2);
  slow.answer.pause();
  const text = 'x'.repeat(2000);
  const before = process.memoryUsage().heapUsed;
  let sent = 0;
  // Beyond what the kernel's socket buffers swallow.
  for (; sent < 40_000; sent += 500) {
    await append(sent, sent + 500, { ...warning, message: text });
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(400 * 2 ** 20); // the test's own logbook holds 40,000
  const fast = await open(operator);
  slow.answer.resume();
  await append(sent, sent + 1, warning);
  await until(() => numbers(slow).at(-1) === sent && numbers(fast).at(-1) === sent, 10_000);
  expect(missedOf(slow)).toBeGreaterThan(1000);
  expect(numbers(slow).length + missedOf(slow)).toBe(sent + 1);
  expect(missedOf(fast)).toBe(0);
});

test('a browser that comes back gets what it missed, once', async () => {
  await started();
  const first = await open();
  await append(0, 10);
  await until(() => numbers(first).length === 10);
  const lastId = first.messages.findLast(({ id }) => id !== undefined)!.id!;
  first.close();
  await append(10, 50);
  const second = await open('', { 'last-event-id': lastId });
  await append(50, 60);
  await until(() => numbers(second).length === 50);
  expect(numbers(second)).toEqual(range(10, 60));
  expect(missedOf(second)).toBe(0);
});

test('a browser away for long gets the newest, and the number of the others', async () => {
  await started();
  await append(0, 10, warning);
  const { seq } = app.logbook.head;
  await append(10, 3010, warning);
  const reader = await open(operator, { 'last-event-id': `1.${seq}` });
  await until(() => numbers(reader).length === 500);
  expect(numbers(reader)).toEqual(range(2510, 3010));
  expect(missedOf(reader)).toBe(2500);
});

test.each(['nonsense', '9.9', '1.999999'])('a last id %j that means nothing here begins live', async (id) => {
  await started();
  await append(0, 10);
  const reader = await open('', { 'last-event-id': id });
  await until(() => reader.messages.length >= 2);
  await append(10, 11);
  await until(() => numbers(reader).includes(10));
  expect(numbers(reader)).toEqual([10]);
});

test('a machine that changes is told with its view, and only then', async () => {
  await started({ machines: ['mill', 'lathe'] });
  const reader = await open();
  await until(() => reader.messages.length >= 2);
  app.machines.get('mill')!.say([
    { kind: 'connection', state: 'connected', timeUs: 1 },
    { kind: 'state', item: 'execution', value: 'ACTIVE', timeUs: 1, quality: 'good' },
  ]);
  const views = () =>
    reader.messages.slice(2).flatMap(({ message }) => (message.type === 'machines' ? message.machines : []));
  await until(() => views().some(({ id, activity }) => id === 'mill' && activity === 'running'));
  expect(views().some(({ id, connected }) => id === 'lathe' && connected)).toBe(false);
});

test('a stop ends every stream at once', async () => {
  await started();
  const reader = await open();
  await until(() => reader.messages.length >= 2);
  const begun = performance.now();
  await Promise.all([app.stop(), reader.ended]);
  expect(performance.now() - begun).toBeLessThan(5000);
});

test('a browser that leaves is forgotten', async () => {
  await started();
  const reader = await open();
  const clients = async () =>
    /mantinel_stream_clients (\d+)/.exec(await (await app.fetch('/metrics')).text())?.[1];
  await until(async () => (await clients()) === '1');
  reader.close();
  await until(async () => (await clients()) === '0');
});

test('a quiet stream shows that it lives, and ends once its reader may no longer look', async () => {
  await started({ parts: { heartbeatMs: 50 }, machines: [] });
  const reader = await open();
  await until(() => reader.comments.length > 0, 10_000);
  expect(reader.answer.closed).toBe(false);
  const cookie = await app.signUp();
  await reader.ended; // the demonstration is open to strangers only until an owner exists
  const owner = await open('', { cookie });
  await until(() => owner.messages.length >= 2);
  await app.fetch(paths.session, { method: 'DELETE', headers: { cookie } });
  await owner.ended;
  await expect(open('', { cookie }).then(({ answer }) => answer.statusCode)).resolves.toBe(401);
});
