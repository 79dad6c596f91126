/** Port 80, where a certificate service asks whether a name is ours; everybody else is led to the encrypted address. */
import { createServer } from 'node:http';
import type { Log } from '../../own-log/log.ts';
import type { Challenges } from '../../tls/acme-source.ts';

export interface ChallengePortOptions {
  readonly host: string;
  readonly port: number;
  /** Of the panel. */
  readonly panelPort: number;
  readonly challenges: Challenges;
  readonly log: Log;
}

const challengePath = /^\/\.well-known\/acme-challenge\/([A-Za-z0-9_-]{1,200})$/;

/** A port that cannot be had is told and is no reason not to start. Returns the way to close it. */
export async function challengePort(options: ChallengePortOptions): Promise<() => Promise<void>> {
  const { host, port, panelPort, challenges, log } = options;
  const server = createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    const token = challengePath.exec(path)?.[1];
    const answer = token === undefined ? undefined : challenges.get(token);
    if (answer !== undefined)
      return response.setHeader('content-type', 'application/octet-stream').end(answer);
    const name = URL.parse(`http://${request.headers.host ?? ''}`)?.hostname;
    if (token !== undefined || !name) return response.writeHead(404).end();
    return response
      .writeHead(308, {
        location: `https://${name}:${panelPort}${request.url ?? '/'}`,
        'cache-control': 'no-store',
      })
      .end();
  });
  const failed = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once('error', resolve);
    server.listen(port, host, () => resolve(undefined));
  });
  if (failed) {
    const facts = { code: 'tls.challengePort', host, port, reason: failed.code ?? failed.message };
    log.warn(facts, `the certificate service cannot ask here: port ${port} cannot be listened on`);
    return async () => undefined;
  }
  return async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
}
