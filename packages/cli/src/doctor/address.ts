/** Whether the panel's address is free, or who has it. */
import { createServer } from 'node:net';
import type { Config } from '@mantinel/contract';
import { type Check, fail, ok, reasonOf } from './check.ts';

/** An address this computer can ask, for one that it listens on. */
export function localUrl({ host, port }: Config['http']): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

export const address: Check = {
  name: 'Address',
  ask: async ({ loaded: { config } }) => {
    const { host, port } = config.http;
    const url = localUrl(config.http);
    const problem = await listenProblem(host, port);
    if (problem === undefined) return ok(port === 0 ? 'any free port' : `${url} is free`);
    if (problem === 'EADDRINUSE') {
      if (await answersAsMantinel(url)) return ok(`${url}: Mantinel is running there`);
      return fail(`${url} is in use by another program`, 'Stop it, or set http.port in mantinel.yaml.');
    }
    const remedy =
      problem === 'EACCES'
        ? 'Ports below 1024 belong to the administrator: choose another http.port.'
        : 'Correct http.host in mantinel.yaml.';
    return fail(`${host}:${port} cannot be listened on (${problem})`, remedy);
  },
};

function listenProblem(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(reasonOf(error)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

async function answersAsMantinel(url: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(2000) });
    return response.ok;
  } catch {
    return false; // Whatever holds the port, it does not answer as Mantinel does; that is what was asked.
  }
}
