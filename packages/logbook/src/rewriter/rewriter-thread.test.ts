import { expect, test } from 'vitest';
import { noKeys } from '../crypt/keyring.ts';
import { rewriterThread } from './rewriter-thread.ts';

const task = {
  directory: '/nowhere',
  path: '/nowhere/1.segment',
  name: '1.segment',
  epoch: 1,
  firstSeq: 1,
  lastSeq: 1,
  endOffset: 1,
  secrets: noKeys.secrets,
  place: { node: 'test', tree: 1, start: 0 },
};
const notThere = { problem: expect.stringContaining('ENOENT') };
const script = (text: string) => new URL(`data:text/javascript,${encodeURIComponent(text)}`);

test('it answers what it was asked before it was told to end', async () => {
  const thread = rewriterThread();
  expect(thread.isRunning).toBe(false);
  let answered = false;
  const answer = thread.ask(task).finally(() => {
    answered = true;
  });
  await thread.end();
  expect(answered).toBe(true);
  expect(await answer).toEqual(notThere);
  expect(thread.isRunning).toBe(false);
});

test('idle for a while it ends, and the next task begins another', async () => {
  const thread = rewriterThread({ idleMs: 20 });
  expect(await thread.ask(task)).toEqual(notThere);
  expect(thread.isRunning).toBe(true);
  await expect.poll(() => thread.isRunning).toBe(false);
  // At once, while the former may not be gone yet.
  expect(await thread.ask(task)).toEqual(notThere);
  await thread.end();
});

test('one that fails says so, and the next task begins another', async () => {
  const thread = rewriterThread({
    script: script(`import { parentPort } from 'node:worker_threads';
      parentPort.on('message', () => { throw new Error('broken'); });`),
  });
  expect(await thread.ask(task)).toEqual({ problem: 'Error: broken' });
  expect(thread.isRunning).toBe(false);
  expect(await thread.ask(task)).toEqual({ problem: 'Error: broken' });
  await thread.end();
});

test('one that hangs is torn away at last', async () => {
  const thread = rewriterThread({
    patienceMs: 50,
    script: script(`import { parentPort } from 'node:worker_threads';
      parentPort.on('message', () => { for (;;); });`),
  });
  const answer = thread.ask(task);
  await thread.end();
  expect(await answer).toEqual({ problem: expect.stringContaining('ended with code') });
});
