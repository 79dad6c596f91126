/** A harvest in a process of its own, to be killed. Arguments: address of the database, schema, folder. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { placeId } from '@mantinel/domain';
import { openStore } from '@mantinel/store';
import { harvest } from '../../src/harvest.ts';

const [url, schema, folder] = process.argv.slice(2) as [string, string, string];
const nowUs = () => Date.now() * 1000;
const store = openStore({
  kind: 'external',
  url,
  schema,
  environment: {
    nowUs,
    random: Math.random,
    randomBytes,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    log: () => undefined,
  },
});
await store.ready();
const source = await store.harvestSources.ensure({
  place: placeId('site', 'main'),
  kind: 'folder',
  location: folder,
});
process.send?.('begins');
await harvest({ store, source, nowUs, signal: new AbortController().signal, batchPrograms: 5 });
process.send?.('ended');
await store.close();
