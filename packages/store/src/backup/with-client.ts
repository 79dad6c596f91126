/** One connection for as long as a piece of work lasts, broken off when told to stop. */
import pg from 'pg';
import type { Target } from '../connection.ts';
import { explainFailure } from '../explain-failure.ts';

export interface WithClientOptions {
  readonly signal: AbortSignal;
  /** For people; holds no secret. */
  readonly place: string;
}

export async function withClient<T>(
  target: Target,
  { signal, place }: WithClientOptions,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    ...target,
    application_name: 'mantinel backup',
    connectionTimeoutMillis: 10_000,
  });
  let lost: Error | undefined;
  client.on('error', (error) => {
    lost = error;
  });
  try {
    await client.connect();
  } catch (error) {
    throw explainFailure(error, place);
  }
  // Breaks off a statement in flight.
  const stop = () => void client.end().catch(() => undefined); // what runs is told
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await work(client);
  } catch (error) {
    signal.throwIfAborted();
    throw lost ? explainFailure(lost, place) : error;
  } finally {
    signal.removeEventListener('abort', stop);
    await client.end().catch(() => undefined); // lost already: the work has thrown
  }
}
