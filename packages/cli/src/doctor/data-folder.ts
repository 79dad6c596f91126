/** Whether the data folder can hold a logbook: writable, syncable, with room. */
import { randomUUID } from 'node:crypto';
import { access, constants, open, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Check, fail, ok, reasonOf, warn } from './check.ts';

const gibibyte = 2 ** 30;
/** A busy shop writes well below 1 GB a day. */
const scarceBytes = 5 * gibibyte;
const emptyBytes = gibibyte;
const slowSyncMs = 50;

/** The folder itself, or where it would be created. */
async function nearestExisting(folder: string): Promise<string> {
  try {
    await access(folder, constants.F_OK);
    return folder;
  } catch (error) {
    const parent = dirname(folder);
    if (parent === folder) throw error;
    return nearestExisting(parent);
  }
}

export const dataFolder: Check = {
  name: 'Data folder',
  ask: async ({ loaded: { config } }) => {
    const folder = await nearestExisting(config.data);
    const probe = join(folder, `.mantinel-doctor-${randomUUID()}`);
    try {
      const file = await open(probe, 'wx');
      try {
        await file.write(Buffer.alloc(4096, 1));
        const began = performance.now();
        await file.datasync();
        const ms = performance.now() - began;
        const took = `${config.data}, writable; the disk confirms a write in ${ms.toFixed(1)} ms`;
        return ms < slowSyncMs
          ? ok(took)
          : warn(
              took,
              'A disk this slow delays every event: a local SSD is better than a network share or USB stick.',
            );
      } finally {
        await file.close();
        await rm(probe, { force: true });
      }
    } catch (error) {
      return fail(
        `${config.data} cannot be written (${reasonOf(error)})`,
        `Give this account the right to write in ${folder}, or set \`data\` in mantinel.yaml.`,
      );
    }
  },
};

export const freeDisk: Check = {
  name: 'Free disk',
  ask: async ({ loaded: { config } }) => {
    const folder = await nearestExisting(config.data);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const text = `${(free / gibibyte).toFixed(1)} GiB free for ${config.data}`;
    const remedy = 'Free space on that volume, or set `data` in mantinel.yaml to a larger one.';
    if (free < emptyBytes) return fail(text, remedy);
    return free < scarceBytes ? warn(text, remedy) : ok(text);
  },
};
