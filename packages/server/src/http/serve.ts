/** Opens the port: everything is there by now. */
import type { Config } from '@mantinel/contract';
import type { Store } from '@mantinel/store';
import type { Log } from '../own-log/log.ts';
import type { Parts } from '../parts.ts';
import { routes } from '../routes.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { Services } from '../services.ts';
import type { Encryption } from '../tls/encryption.ts';
import { challengePort } from './encrypted/challenge-port.ts';
import type { Traffic } from './give-way.ts';
import { tokenRate } from './limits/token-rate.ts';
import { listen } from './listen.ts';
import { monitoringFrom } from './monitoring.ts';
import { buildHttp } from './server.ts';

interface ServeOptions {
  readonly config: Config;
  readonly parts: Pick<Parts, 'clock' | 'tokenRequestsPerMinute' | 'checkReplies'>;
  readonly services: Services;
  readonly store: Store;
  readonly box: SecretBox;
  readonly encrypted: Encryption;
  readonly traffic: Traffic;
  readonly version: string;
  readonly webRoot: string;
  readonly log: Log;
}

/** Throws what `listen` throws; then nothing is left open. */
export async function serve(
  options: ServeOptions,
): Promise<{ url: string; port: number; close(): Promise<void> }> {
  const { config, parts, services, store, box, encrypted, traffic, version, webRoot, log } = options;
  const { nowUs } = parts.clock;
  const { host, port: wanted, tls, metricsNetworks, trustedProxies } = config.http;
  const { mode } = encrypted.certificate;
  await using opening = new AsyncDisposableStack();
  const http = opening.adopt(
    await buildHttp({
      routes,
      services,
      gate: services.session,
      store,
      nowUs,
      box,
      tokenRate: tokenRate({ nowUs, limit: parts.tokenRequestsPerMinute }),
      monitoring: monitoringFrom(metricsNetworks),
      version,
      trustedProxies,
      webRoot,
      log,
      onAsked: traffic.enter,
      onAnswered: services.metrics.request,
      checkReplies: parts.checkReplies,
      encryption: { mode, hsts: tls.hsts, challenges: encrypted.challenges },
    }),
    (opened) => opened.close(),
  );
  const { url, port, show } = await listen(http, { host, port: wanted, encrypted: mode !== 'off' });
  await encrypted.follow(show);
  if (mode === 'acme') {
    const { challenges } = encrypted;
    opening.defer(
      await challengePort({ host, port: tls.acme.challengePort, panelPort: port, challenges, log }),
    );
  }
  const opened = opening.move();
  return { url, port, close: () => opened.disposeAsync() };
}
