/** Embedded servers for tests: in fresh folders, in this process or in one that can be killed, all gone afterwards. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach } from 'vitest';
import { parsePostmasterPid } from '../src/embedded/postmaster-pid.ts';
import { openStore, type Store, type StoreState } from '../src/index.ts';
import { environment, freshDirectory, type Logged, removeDirectory, until } from './rig.ts';

const ownerProgram = fileURLToPath(new URL('./owner.ts', import.meta.url));

export interface Owner {
  readonly child: ChildProcess;
  /** What it said so far of the database's state. */
  said(): string;
}

export function embeddedRig() {
  const cleanUps: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });

  let template: Promise<string> | undefined;
  afterAll(async () => {
    if (template) await removeDirectory(await template);
  });
  async function makeTemplate(): Promise<string> {
    const made = await freshDirectory();
    const store = openStore({
      kind: 'embedded',
      directory: path.join(made, 'postgres'),
      environment: environment(),
    });
    await store.ready();
    await store.close();
    return made;
  }

  async function directory(): Promise<string> {
    const made = await freshDirectory();
    cleanUps.push(() => removeDirectory(made));
    return path.join(made, 'postgres');
  }

  /** A database that was used and stopped; copied, since setting one up takes most of a second. */
  async function used(): Promise<string> {
    const at = await directory();
    template ??= makeTemplate();
    await cp(await template, path.dirname(at), { recursive: true });
    return at;
  }

  function open(at: string, logged: Logged[] = [], port?: number): Store {
    const store = openStore({
      kind: 'embedded',
      directory: at,
      environment: environment(logged),
      ...(port ? { port } : {}),
    });
    cleanUps.push(() => store.close());
    return store;
  }

  /** A process that opens the store and can be killed; as somebody else when told. */
  function spawnOwner(at: string, as: { uid?: number; gid?: number } = {}): Owner {
    const child = spawn(process.execPath, [ownerProgram, at], {
      stdio: ['ignore', 'pipe', 'inherit'],
      ...as,
    });
    cleanUps.push(() => child.kill('SIGKILL'));
    let said = '';
    child.stdout!.on('data', (chunk) => {
      said += chunk;
    });
    return { child, said: () => said };
  }

  async function owner(at: string, as: { uid?: number; gid?: number } = {}): Promise<ChildProcess> {
    const { child, said } = spawnOwner(at, as);
    await until(() => said().includes('ready'));
    return child;
  }

  return { cleanUps, directory, used, open, spawnOwner, owner };
}

export const gone = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => child.once('exit', resolve));

/** The process of the server that runs in a store's folder. */
export async function postmaster(at: string): Promise<number> {
  return parsePostmasterPid(await readFile(path.join(at, '18/postmaster.pid'), 'utf8'))!.pid;
}

export const unavailable = (store: Store): Promise<StoreState> =>
  until(() => store.state().state === 'unavailable' && store.state());
