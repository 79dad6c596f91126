/**
 * One writer per directory, on every platform and without native code: the holder listens on a local socket, which the system
 * closes when it dies. Each contender publishes a socket of its own first and only then looks at the others, so of two that
 * start together at least one sees the other; nobody ever takes over another's name, so a stale one can be removed without a race.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@mantinel/contract/app-error';

/** Shortest limit of a socket's path: 104 bytes on macOS, its closing zero included. */
const longestSocketPath = 100;
const name = /^writer-[0-9a-f]{12}\.sock$/;
const attempts = 20;

export interface DirectoryLock {
  release(): Promise<void>;
}

/** Throws AppError `logbook.locked`. */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const real = realpathSync.native(directory);
  const locked = () => new AppError('logbook.locked', { data: { directory: real } });
  const hash = createHash('sha256').update(real.toLowerCase()).digest('hex').slice(0, 24);
  if (process.platform === 'win32') {
    try {
      return releasing(await listen(`\\\\.\\pipe\\mantinel-${hash}`, () => 'held'));
    } catch (error) {
      if (['EADDRINUSE', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw locked();
      throw error;
    }
  }
  const folder = socketFolder(real, hash);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const own = `writer-${randomBytes(6).toString('hex')}.sock`;
    let answer: 'held' | 'trying' = 'trying';
    // Published by a rename, already listening: a name that refuses a connection is therefore a dead one.
    const server = await listen(join(folder, `${own}.new`), () => answer);
    renameSync(join(folder, `${own}.new`), join(folder, own));
    const others = await answersOf(folder, own);
    if (others.length === 0) {
      answer = 'held';
      return releasing(server, join(folder, own));
    }
    rmSync(join(folder, own), { force: true });
    await close(server);
    if (others.includes('held')) throw locked();
    await sleep(5 + Math.random() * 40);
  }
  throw locked();
}

function socketFolder(real: string, hash: string): string {
  if (Buffer.byteLength(join(real, 'writer-012345678901.sock.new')) <= longestSocketPath) return real;
  const folder = join(tmpdir(), `mantinel-${hash}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

async function answersOf(folder: string, own: string): Promise<string[]> {
  const answers: string[] = [];
  for (const other of readdirSync(folder)) {
    if (!name.test(other) || other === own) continue;
    const answer = await ask(join(folder, other));
    if (answer === undefined) rmSync(join(folder, other), { force: true });
    else answers.push(answer);
  }
  return answers;
}

/** What the owner of a socket says; undefined when it is dead. A live one that says nothing in time holds. */
function ask(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let said = '';
    socket.setTimeout(2000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (data) => {
      said += data.toString('latin1');
    });
    socket.on('end', () => socket.end());
    socket.on('error', (error: NodeJS.ErrnoException) =>
      resolve(['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'].includes(error.code ?? '') ? undefined : 'held'),
    );
    // A holder that closes while asked is on its way out: ask again.
    socket.on('close', () => resolve(said || 'trying'));
  });
}

function listen(path: string, answer: () => string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      // The asker may be gone before it is answered; that is its own affair.
      socket.on('error', () => socket.destroy());
      socket.end(answer());
    });
    server.once('error', reject);
    server.listen(path, () => resolve(server.unref()));
  });
}

const close = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));

const releasing = (server: Server, path?: string): DirectoryLock => ({
  async release() {
    await close(server);
    if (path) rmSync(path, { force: true });
  },
});
