/** A process of its own that opens an embedded store and stays, so that a test can kill it. Arguments: folder [port]. */
import { openStore } from '../src/index.ts';
import { environment } from './rig.ts';

const [directory, port] = process.argv.slice(2);
const store = openStore({
  kind: 'embedded',
  directory: directory!,
  environment: environment(),
  ...(port ? { port: Number(port) } : {}),
});
store.onState(({ state, reason }) => process.stdout.write(`${state} ${reason ?? ''}\n`));
process.once('SIGTERM', async () => {
  await store.close();
  process.exit(0);
});
