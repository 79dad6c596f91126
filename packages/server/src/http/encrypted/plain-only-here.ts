/** What is answered plainly where encryption is spoken: this computer itself, and what leads others to the encrypted address. */
import { isIP } from 'node:net';
import { AppError } from '@mantinel/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Challenges } from '../../tls/acme-source.ts';
import type { TlsMode } from '../../tls/certificates.ts';
import { isFromHere } from '../security.ts';

export interface PlainOptions {
  readonly mode: TlsMode;
  readonly hsts: boolean;
  readonly challenges: Challenges;
}

const challengePath = '/.well-known/acme-challenge/';
/** Half a year: long enough to matter, short enough to be got over. */
const hstsSeconds = 182 * 24 * 3600;

export function plainOnlyHere(fastify: FastifyInstance, { mode, hsts, challenges }: PlainOptions): void {
  if (mode === 'off') return;
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.protocol === 'https') {
      // Of an address it is without effect (RFC 6797, 8.1.1), and a name that only our own authority vouches for is not safe with it.
      if (hsts && isIP(request.hostname.replace(/^\[|\]$/g, '')) === 0)
        reply.header('strict-transport-security', `max-age=${hstsSeconds}`);
      return;
    }
    const { remoteAddress, localAddress } = request.socket;
    if (isFromHere(remoteAddress, localAddress)) return;
    const path = request.url.split('?', 1)[0]!;
    if (path === '/trust' || path.startsWith('/trust/') || path.startsWith(challengePath)) return;
    if (!wantsPage(request)) throw new AppError('tls.required');
    return lead(request, reply);
  });

  /** Whoever does not trust our authority yet would meet a warning that they cannot judge: they are told of it first. */
  function lead(request: FastifyRequest, reply: FastifyReply) {
    const { url, host } = request;
    reply.header('cache-control', 'no-store');
    return mode === 'local'
      ? reply.redirect(`/trust?to=${encodeURIComponent(url)}`, 302)
      : reply.redirect(`https://${host}${url}`, 308);
  }

  if (mode === 'acme')
    fastify.get<{ Params: { token: string } }>(`${challengePath}:token`, async ({ params }, reply) => {
      const answer = challenges.get(params.token);
      if (answer === undefined) throw new AppError('request.notFound');
      return reply.type('application/octet-stream').serializer(String).send(answer);
    });
}

const wantsPage = ({ method, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
