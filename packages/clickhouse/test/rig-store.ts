/**
 * ClickHouse as the store that the crash rigs break, in the process that dies: MANTINEL_RIG_STORE names this file. Server and
 * folder stand in the rig's folder, so that a kill or a power cut takes both. Each process has one session, on the folder it opened first.
 */
import { join } from 'node:path';
import { inspect } from 'node:util';
import { encodeBatch } from '@mantinel/logbook';
import type { StoreUnderTest } from '@mantinel/logbook/rigs';
import { openClickHouse } from '../src/open-clickhouse.ts';
import { chdbDriver, openChdb } from './chdb.ts';

const database = 'rig';

export const store: StoreUnderTest = {
  async open(directory) {
    const session = openChdb(join(directory, 'server'));
    session.query(`CREATE DATABASE IF NOT EXISTS ${database}`);
    const driver = chdbDriver(session, database);
    return openClickHouse({
      driver: {
        ...driver,
        async close() {
          session.close();
        },
      },
      database,
      directory: join(directory, 'own'),
      node: 'rig',
      site: 'rig',
      nowUs: () => Date.now() * 1000,
      random: Math.random,
      onProblem: (problem) => process.stderr.write(`in the background: ${inspect(problem)}\n`),
    });
  },
  encode: (events) => ('bytes' in events ? events : encodeBatch(events)),
};
