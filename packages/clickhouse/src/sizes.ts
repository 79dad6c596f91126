/** How much is stored, looked up once in a while: `stats` answers at once. */

import type { Reading } from './read/reading.ts';
import { databaseOf } from './retention.ts';

const lookEveryMs = 60_000;

export interface Sizes {
  readonly bytes: number;
  readonly events: number;
  /** Parts of tables, as the server keeps them. */
  readonly blocks: number;
}

export interface StoreSizes {
  now(): Sizes;
  /** So many events were added since. */
  grew(events: number): void;
  look(): Promise<void>;
  /** Of the fullest disk of the server. */
  freeBytes(): Promise<number>;
  stop(): Promise<void>;
}

export async function storeSizes({
  driver,
  tables,
  onProblem,
}: Pick<Reading, 'driver' | 'tables'> & {
  readonly onProblem: (problem: unknown) => void;
}): Promise<StoreSizes> {
  let sizes: Sizes = { bytes: 0, events: 0, blocks: 0 };
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    const [found] = await driver.query<readonly [bytes: number, events: number, blocks: number]>(
      `SELECT sum(bytes_on_disk), sumIf(rows, table = 'events'), countIf(table = 'events') FROM system.parts WHERE active AND database = {database:String}`,
      { database: databaseOf(tables.events) },
    );
    const [bytes, events, blocks] = found!;
    sizes = { bytes, events, blocks };
  };
  await look();
  const timer = setInterval(() => {
    // While the server is away the last known sizes stand; the writer says what is wrong.
    looking = look().catch(onProblem);
  }, lookEveryMs).unref();
  return {
    now: () => sizes,
    grew(events) {
      sizes = { ...sizes, events: sizes.events + events };
    },
    look,
    async freeBytes() {
      const [found] = await driver.query<readonly [number]>('SELECT min(unreserved_space) FROM system.disks');
      return found![0];
    },
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
