/** The product as its user runs it: a process of its own on plain Node, a data folder, an owner who signs in. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { paths } from '@mantinel/contract';
import type { z } from 'zod';

export const main = fileURLToPath(new URL('../../packages/cli/bin/mantinel.mjs', import.meta.url));

export interface Product {
  readonly url: string;
  readonly directory: string;
  readonly child: ChildProcess;
  /** All it wrote to the terminal so far. */
  output(): string;
  /** Reads an address as the owner and checks the answer against its schema. */
  get<T extends z.ZodType>(path: string, schema: T): Promise<z.infer<T>>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Value of the Cookie header of the signed-in owner. */
  readonly cookie: string;
  /** As Ctrl-C does. */
  stop(): Promise<void>;
  /** As a power switch does to the process. */
  kill(): Promise<void>;
}

export interface ProductOptions {
  /** Text of mantinel.yaml; without it the product runs as on its first evening. */
  readonly config?: string;
  /** A folder used before, to start again on its data. */
  readonly directory?: string;
  readonly args?: readonly string[];
  /** A port used before, to start again where browsers look for it; a free one when left out. */
  readonly port?: number;
  /** False leaves making the owner and signing in to the test; then `cookie` is empty. */
  readonly signIn?: boolean;
}

export const owner = { name: 'owner', password: 'correct horse battery' };

/** A new empty folder for one product; the caller removes it with `removeDirectory`. */
export const newDirectory = () => mkdtemp(join(tmpdir(), 'mantinel-e2e-'));

export const removeDirectory = (directory: string) =>
  rm(directory, { recursive: true, force: true, maxRetries: 5 });

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const directory = options.directory ?? (await newDirectory());
  const args = ['start', '--port', String(options.port ?? 0), ...(options.args ?? [])];
  if (options.config !== undefined) {
    await writeFile(join(directory, 'mantinel.yaml'), options.config);
    args.push('--config', join(directory, 'mantinel.yaml'));
  }
  // With the settings of `npm start` (scripts/bootstrap.mjs), but without its process in between: kill is to hit the product.
  const child = spawn(process.execPath, ['--max-semi-space-size=4', main, ...args], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, MALLOC_ARENA_MAX: '2', NO_COLOR: '1', DATABASE_URL: '' },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (part: string) => {
      text += part;
    });
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  const enter = async () => {
    const url = await untilOutput(child, () => text, /(http:\/\/[^\s/]+:\d+)/);
    return { url, cookie: options.signIn === false ? '' : await signIn(url, () => text) };
  };
  const { url, cookie } = await enter().catch(async (error: unknown) => {
    // Nobody else knows of the process yet; its database would outlive it.
    await end('SIGTERM');
    throw error;
  });
  const request = (path: string, init: RequestInit = {}) =>
    fetch(url + path, { ...init, headers: { cookie, origin: url, ...init.headers } });
  return {
    url,
    directory,
    child,
    cookie,
    output: () => text,
    fetch: request,
    get: async (path, schema) => {
      const answer = await request(path);
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return schema.parse(await answer.json());
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** Makes the owner through the one-time link where none exists yet, else signs in. */
async function signIn(url: string, output: () => string): Promise<string> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const token = /\/setup#([\w-]+)/.exec(output())?.[1];
    const answer = token
      ? await post(url + paths.owner, { token, ...owner })
      : await post(url + paths.session, owner);
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (answer.ok && cookie) return cookie;
    // The database may still be starting, and the link is printed once it is known that no owner exists.
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no way to sign in; the product wrote:\n${output()}`);
}

const post = (url: string, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: new URL(url).origin,
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify(body),
  });

async function untilOutput(child: ChildProcess, output: () => string, pattern: RegExp): Promise<string> {
  for (;;) {
    const match = pattern.exec(output());
    if (match) return match[1]!;
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
