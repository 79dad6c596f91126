/** What happens to a shop's computer in a bad year, within minutes: killed, its database gone or hung, its disk full. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from '../../e2e/support/product.ts';

export interface Patient {
  readonly directory: string;
  product: Product;
  /** Starts the product again on its data and port. */
  start(): Promise<Product>;
}

export type Trouble = 'product killed' | 'database killed' | 'database hung' | 'disk full';
export const everyTrouble: readonly Trouble[] = [
  'product killed',
  'database killed',
  'database hung',
  'disk full',
];

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

export interface Disturbance {
  readonly troubles: readonly Trouble[];
  readonly restSeconds: number;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** One trouble after another, each with a rest, until told to stop; answers how often each happened. */
export async function disturb(
  patient: Patient,
  { troubles, restSeconds, random, signal }: Disturbance,
): Promise<Record<Trouble, number>> {
  const happened = Object.fromEntries(troubles.map((each) => [each, 0])) as Record<Trouble, number>;
  for (let turn = 0; !signal.aborted; turn += 1) {
    const trouble = troubles[turn % troubles.length]!;
    await make[trouble](patient, random);
    happened[trouble] += 1;
    await pause(restSeconds * (0.5 + random()));
  }
  return happened;
}

const longestStartSeconds = 120;

const make: Record<Trouble, (patient: Patient, random: () => number) => Promise<void>> = {
  'product killed': async (patient) => {
    await patient.product.kill();
    patient.product = await patient.start();
  },
  'database killed': async (patient) => {
    process.kill(await postmasterOf(patient), 'SIGKILL');
  },
  'database hung': async (patient, random) => {
    const pid = await postmasterOf(patient);
    process.kill(pid, 'SIGSTOP');
    await pause(5 + 10 * random());
    process.kill(pid, 'SIGCONT');
  },
  'disk full': async (patient, random) => {
    const ballast = join(patient.directory, 'ballast');
    const { bavail, bsize } = statfsSync(patient.directory);
    // Whoever takes some of the last bytes meanwhile makes it fail, and the disk as full.
    spawnSync('fallocate', ['--length', String(bavail * bsize), ballast]);
    await pause(5 + 10 * random());
    rmSync(ballast, { force: true });
  },
};

/** After a kill the file names a process that is gone, until the next one runs. */
async function postmasterOf({ directory }: Patient): Promise<number> {
  const file = join(directory, 'data/postgres/18/postmaster.pid');
  for (let tries = 0; tries < longestStartSeconds; tries += 1) {
    const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
    if (pid > 0 && isAlive(pid)) return pid;
    await pause(1);
  }
  throw new Error(`the database did not start within ${longestStartSeconds} s`);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
