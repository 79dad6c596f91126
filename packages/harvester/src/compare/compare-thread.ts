/** A thread that compares two programs and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { comparePrograms } from './compare-programs.ts';

interface Asked {
  readonly name: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

const asked = workerData as Asked | null;
if (asked) parentPort?.postMessage(comparePrograms(asked.name, asked.before, asked.after));
