/** Starts and stops the program: what stands beneath (`openFoundation`), every service (`wireServices`), and the door (`serve`). */
import { fileURLToPath } from 'node:url';
import { serve } from './http/serve.ts';
import { openFoundation } from './open-foundation.ts';
import { type Parts, systemParts } from './parts.ts';
import type { StartOptions } from './start-options.ts';
import { type NetworkAddress, networkAddress } from './tls/network-address.ts';
import { wireServices } from './wire-services.ts';

export interface App {
  /** Address of the panel. */
  readonly url: string;
  /** How it is opened from other computers; undefined where it is not, or is not encrypted. */
  readonly network: NetworkAddress | undefined;
  /** One-time link that creates the owner account; undefined once an owner is known to exist. */
  readonly setupUrl: string | undefined;
  /** Resolves when everything that was opened is closed. Safe to call twice. */
  stop(): Promise<void>;
}

/** Throws the `AppError` of what could not be opened, or the signal's reason; then nothing is left open. */
export async function start(options: StartOptions, parts: Parts = systemParts()): Promise<App> {
  const { config, signal } = options;
  // Last opened, first closed; whatever throws on the way closes what is open already.
  await using opening = new AsyncDisposableStack();
  const foundation = await openFoundation(options, { parts, opening });
  let panelUrl = '';
  const { services, box } = wireServices({
    ...{ options, parts, foundation, opening },
    panelUrl: () => panelUrl,
  });
  const { encrypted, store, traffic, log, version, write, first } = foundation;
  const webRoot = options.webRoot ?? fileURLToPath(new URL('../../web/dist', import.meta.url));
  const served = await serve({
    ...{ config, parts, services, store, box, encrypted, traffic, version, webRoot, log },
  });
  opening.defer(served.close);
  const { url, port } = served;
  log.info({ code: 'server.started', url, machines: config.machines.length }, `Mantinel is at ${url}`);
  signal?.throwIfAborted();

  const opened = opening.move();
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= opened.disposeAsync();
    return stopped;
  };
  signal?.addEventListener('abort', () => {
    stop().catch((error: unknown) => write(`Mantinel did not stop cleanly: ${(error as Error).stack}\n`));
  });
  const token = first.token();
  const inUse = encrypted.certificate.inUse();
  const { host, tls } = config.http;
  const network = networkAddress({ host, port, names: tls.names, own: parts.ownNames(), inUse });
  panelUrl = network?.urls[0] ?? url;
  return { url, network, setupUrl: token === undefined ? undefined : `${url}/setup#${token}`, stop };
}
