/** Opens the store: the server in the background, the repositories on whatever connection there is. */
import { type Projections, startProjections } from './consumers/projections.ts';
import { repositories } from './repositories/repositories.ts';
import { defaultSchema, type StoreOptions, serverOf } from './server-of.ts';
import type { Store } from './store.ts';
import { supervise } from './supervisor.ts';

/** Returns at once; the database comes up in the background and comes back by itself whenever it goes away. */
export function openStore(options: StoreOptions): Store {
  const { environment, schema = defaultSchema } = options;
  const server = serverOf(options);
  const supervisor = supervise(server, schema, environment);
  const changed = new EventTarget();
  const surroundings = { ...environment, schema };
  let projections: Projections | undefined;

  return {
    ...repositories(supervisor.run, surroundings, () => changed.dispatchEvent(new Event('outbox'))),
    // On a connection itself: several statements in one text have several results.
    statements: { schema, executeSql: supervisor.query },
    state: supervisor.state,
    onState: supervisor.onState,
    ready: supervisor.ready,
    async transaction(work) {
      let enqueued = false;
      const result = await supervisor.run((db) =>
        db.transaction().execute((tx) =>
          work(
            repositories(
              (inside) => inside(tx),
              surroundings,
              () => {
                enqueued = true;
              },
            ),
          ),
        ),
      );
      if (enqueued) changed.dispatchEvent(new Event('outbox'));
      return result;
    },
    startProjections(logbook, alarms, giveWay) {
      if (projections) throw new Error('the projections run already');
      projections = startProjections(logbook, {
        database: supervisor,
        environment,
        outboxChanged: changed,
        alarms,
        giveWay,
      });
      return projections;
    },
    behind: () => Math.max(0, ...(projections?.states().map(({ behind }) => behind) ?? [])),
    waiting: () => waiting(supervisor.state().state === 'ready', projections),
    async close() {
      await projections?.stop();
      await supervisor.close();
    },
  };
}

/** Sentences for the status screen. */
function waiting(ready: boolean, projections: Projections | undefined): string[] {
  const sentences = ready
    ? []
    : ['Signing in, settings and whatever else people change wait for the database.'];
  for (const { name, state, behind, problem } of projections?.states() ?? []) {
    if (state === 'stopped' && problem) sentences.push(`The table ${name} stands still: ${problem.message}`);
    else if (ready && state === 'waiting' && problem)
      sentences.push(`The table ${name} does not take up events and tries again: ${problem.message}`);
    else if (!ready && behind > 0)
      sentences.push(`${behind} events wait to be taken up into the table ${name}.`);
  }
  const problem = ready ? projections?.outboxProblem() : undefined;
  if (problem) sentences.push(`What people did waits to be written to the logbook: ${problem.message}`);
  return sentences;
}
