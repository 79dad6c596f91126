/** Databases of their own in one ClickHouse within this process, each with a folder beside it. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '@mantinel/logbook';
import { type ClickHouseOptions, openClickHouse } from '../src/open-clickhouse.ts';
import { type ChdbSession, chdbDriver, openChdb } from './chdb.ts';

export interface Place {
  readonly database: string;
  readonly directory: string;
}

export interface Places {
  readonly session: ChdbSession;
  next(): Place;
  open(place: Place, more?: Partial<ClickHouseOptions>): Promise<EventStore>;
  drop(place: Place): void;
  close(): void;
}

/** In memory where there is such a disk: what fsync promises is held to by the rigs, and every test waits for it. */
const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export function chdbPlaces(): Places {
  const home = mkdtempSync(join(root, 'mantinel-clickhouse-'));
  const session = openChdb(join(home, 'server'));
  let made = 0;
  return {
    session,
    next() {
      const database = `test_${++made}`;
      session.query(`CREATE DATABASE ${database}`);
      return { database, directory: join(home, database) };
    },
    open: ({ database, directory }, more = {}) =>
      openClickHouse({
        driver: chdbDriver(session, database),
        database,
        directory,
        node: 'node-1',
        site: 'main',
        nowUs: () => Date.now() * 1000,
        random: Math.random,
        onProblem: (problem) => {
          throw problem;
        },
        ...more,
      }),
    drop({ database, directory }) {
      session.query(`DROP DATABASE ${database} SYNC`);
      rmSync(directory, { recursive: true, force: true });
    },
    close() {
      session.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
