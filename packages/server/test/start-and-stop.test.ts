import { createServer } from 'node:net';
import { AppError } from '@mantinel/contract';
import { afterEach, expect, test } from 'vitest';
import { memoryEventStore } from './support/memory-event-store.ts';
import { memoryStore } from './support/memory-store.ts';
import { startTestApp, type TestApp } from './support/start-test-app.ts';

let app: TestApp | undefined;
afterEach(() => app?.stop());

/** Parts that tell when each was opened and closed. */
function watched() {
  const order: string[] = [];
  const logbook = memoryEventStore();
  const store = memoryStore(() => 0);
  return {
    order,
    parts: {
      openLogbook: async () => {
        order.push('logbook opened');
        return Object.assign(logbook, { close: async () => void order.push('logbook closed') });
      },
      openStore: () => {
        order.push('store opened');
        return Object.assign(store, { close: async () => void order.push('store closed') });
      },
    },
  };
}

test('last opened is first closed, and stopping twice is stopping once', async () => {
  const { order, parts } = watched();
  app = await startTestApp({ parts });
  await Promise.all([app.stop(), app.stop()]);
  expect(order).toEqual(['logbook opened', 'store opened', 'store closed', 'logbook closed']);
  await expect(fetch(app.url)).rejects.toThrow();
});

test('a port in use is named with its remedy, and everything opened before is closed', async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
  );
  const { order, parts } = watched();
  await expect(startTestApp({ parts, http: { port } })).rejects.toMatchObject({
    code: 'port.inUse',
    message: `Port ${port} on 127.0.0.1 is in use by another program.`,
  });
  expect(order.slice(-2)).toEqual(['store closed', 'logbook closed']);
  other.close();
});

test('an address that is not of this computer is named', async () => {
  await expect(startTestApp({ http: { host: '192.0.2.1' } })).rejects.toMatchObject({
    code: 'http.notListening',
    data: { host: '192.0.2.1', reason: 'EADDRNOTAVAIL' },
  });
});

test('a logbook that cannot be opened is the error of the start', async () => {
  const openLogbook = () =>
    Promise.reject(new AppError('logbook.notWritable', { data: { directory: '/root/data' } }));
  await expect(startTestApp({ parts: { openLogbook } })).rejects.toMatchObject({
    code: 'logbook.notWritable',
  });
});

test('a start is cancelled between its stages and leaves nothing open', async () => {
  const { order, parts } = watched();
  const cancel = new AbortController();
  const openStore = () => {
    cancel.abort(new Error('changed my mind'));
    return parts.openStore();
  };
  await expect(startTestApp({ parts: { ...parts, openStore }, signal: cancel.signal })).rejects.toThrow(
    'changed my mind',
  );
  expect(order).toEqual(['logbook opened', 'store opened', 'store closed', 'logbook closed']);
});

test('aborting the signal stops what runs', async () => {
  const { order, parts } = watched();
  const cancel = new AbortController();
  app = await startTestApp({ parts, signal: cancel.signal });
  cancel.abort();
  await app.stop();
  expect(order.at(-1)).toBe('logbook closed');
});
