/** Where an embedded server answers that somebody runs already, to work beside them without stopping it afterwards. */
import { access, readFile } from 'node:fs/promises';
import type { StoreEnvironment } from '../store-environment.ts';
import { superuser } from './cluster.ts';
import { findHome } from './home.ts';
import { findNative } from './native.ts';
import { passwordFile } from './password.ts';
import { findRunning } from './running-server.ts';

/** An address for `openStore` of kind `external`; undefined when none runs in `directory`, `<data>/postgres`. */
export async function runningAddress(
  directory: string,
  environment: Pick<StoreEnvironment, 'log' | 'sleep'>,
): Promise<string | undefined> {
  const wasSetUp = await access(passwordFile(directory)).then(
    () => true,
    () => false, // never started: there is nothing to find
  );
  if (!wasSetUp) return undefined;
  const { cluster } = await findHome({ directory, native: await findNative() });
  const running = await findRunning(cluster, environment);
  if (!running) return undefined;
  const password = (await readFile(passwordFile(directory), 'utf8')).trim();
  return `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${running.port}/postgres`;
}
