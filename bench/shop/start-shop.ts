/** The product with the memory of a large shop, asked over its API. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig, silentLog, systemParts } from '@mantinel/server';
import { runningAddress, type Store } from '@mantinel/store';
import { newDirectory, removeDirectory, startProduct } from '../../e2e/support/product.ts';
import { quantile } from '../stored/queries.ts';
import { fillShop, type Size } from './fill-shop.ts';

export interface Shop extends AsyncDisposable {
  /** The answer, and how long it took from the first byte to the last. */
  ask(path: string, body?: unknown): Promise<{ readonly ms: number; readonly answer: unknown }>;
  /** Asks so often; prints percentiles. */
  report(name: string, count: number, ask: () => Promise<{ readonly ms: number }>): Promise<void>;
  /** Of the server. */
  residentMb(): number;
}

export const print = (line: string) => process.stdout.write(`${line}\n`);

export async function startShop(size: Size): Promise<Shop> {
  const directory = await newDirectory();
  const product = await startProduct({ directory, config: 'data: ./data\n' });
  const stop = async () => {
    await product.stop();
    await removeDirectory(directory);
  };
  try {
    await fill(directory, size);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    async ask(path, body) {
      const from = performance.now();
      const answer = await product.fetch(path, {
        method: body === undefined ? 'GET' : 'POST',
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
      return { ms: performance.now() - from, answer: JSON.parse(text) };
    },
    async report(name, count, ask) {
      const times: number[] = [];
      for (let i = 0; i < count; i++) times.push((await ask()).ms);
      const ms = (share: number) => quantile(times, share).toFixed(1).padStart(8);
      print(`${name.padEnd(46)} p50 ${ms(0.5)} ms  p95 ${ms(0.95)} ms  p99 ${ms(0.99)} ms`);
    },
    residentMb: () =>
      Math.round(
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${product.child.pid}/status`, 'utf8'))?.[1]) / 1024,
      ),
    [Symbol.asyncDispose]: stop,
  };
}

async function fill(directory: string, size: Size): Promise<void> {
  const store = await openBeside(directory);
  const began = performance.now();
  try {
    await fillShop(store, size);
  } finally {
    await store.close();
  }
  print(
    `${size.programs} programs with ${size.programs * size.each} operations written in ${Math.round((performance.now() - began) / 1000)} s`,
  );
}

async function openBeside(directory: string): Promise<Store> {
  const { config } = await loadConfig({ file: join(directory, 'mantinel.yaml'), env: {}, cwd: directory });
  const url = await runningAddress(join(config.data, 'postgres'), {
    log: () => undefined,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  });
  const store = systemParts().openStore({ ...config, store: { ...config.store, url } }, silentLog);
  await store.ready(AbortSignal.timeout(60_000));
  return store;
}
