/** The port on which the panel is reached: plain, or both ways where encryption is spoken. */
import { AppError } from '@mantinel/contract';
import type { FastifyInstance } from 'fastify';
import { onePort, type Shown } from './encrypted/one-port.ts';

export interface Listening {
  /** The panel's address on this computer. */
  readonly url: string;
  readonly port: number;
  /** The certificate from now on; of no effect without encryption. */
  show(shown: Shown | undefined): void;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly encrypted: boolean;
}

/** Closed with `fastify`. Throws `port.inUse`, or names the address that cannot be listened on. */
export async function listen(
  fastify: FastifyInstance,
  { host, port, encrypted }: ListenOptions,
): Promise<Listening> {
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  const urlOf = (bound: number) => `http://${shown}:${bound}`;
  try {
    if (!encrypted) {
      await fastify.listen({ host, port });
      const address = fastify.addresses()[0];
      const bound = typeof address === 'object' ? address.port : port;
      return { url: urlOf(bound), port: bound, show: () => undefined };
    }
    const both = onePort((request, response) => fastify.routing(request, response));
    fastify.addHook('preClose', () => both.close());
    await fastify.ready();
    const { port: bound } = await both.listen({ host, port });
    return { url: urlOf(bound), port: bound, show: both.show };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new AppError('port.inUse', { data: { host, port }, cause });
    throw new AppError('http.notListening', { data: { host, port, reason: code ?? String(cause) }, cause });
  }
}
