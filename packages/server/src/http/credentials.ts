/** What a request shows of who sends it: the cookie of a browser, or the token of a program. */

import type { TLSSocket } from 'node:tls';
import type { FastifyRequest } from 'fastify';
import { secretHash } from '../secrets/secret.ts';
import type { Credentials, ShownCertificate } from './gate.ts';

export const sessionCookie = 'mantinel';
export const terminalCookie = 'mantinel-terminal';
export const browserCookie = 'mantinel-browser';
/** By which a browser is known again. */
export const deviceCookie = 'mantinel-device';
/** Between leaving for the provider and coming back. */
export const pendingCookie = 'mantinel-provider';

/** Over TLS such that a browser takes it from no plain page and no other host (RFC 6265bis, 4.1.3.2); what was got in one way is not sent in the other. */
export const cookieName = ({ protocol }: Pick<FastifyRequest, 'protocol'>, name: string): string =>
  protocol === 'https' ? `__Host-${name}` : name;

const bearerScheme = /^bearer(?: +|$)/i;

/** Other schemes are not ours: a proxy in front may ask for a password of its own and hand it on (RFC 9110, 11.6.2). */
export function credentialsOf(request: FastifyRequest): Credentials {
  const { headers, cookies, ip } = request;
  const { authorization = '', host, origin, 'user-agent': userAgent } = headers;
  const bearer = bearerScheme.test(authorization)
    ? authorization.replace(bearerScheme, '').trimEnd()
    : undefined;
  return {
    bearer,
    browser: cookies[cookieName(request, browserCookie)],
    certificate: certificateOf(request),
    terminal: cookies[cookieName(request, terminalCookie)],
    origin,
    cookie: bearer === undefined ? cookies[cookieName(request, sessionCookie)] : undefined,
    device: cookies[cookieName(request, deviceCookie)],
    pending: cookies[cookieName(request, pendingCookie)],
    remoteAddress: ip,
    host,
    userAgent,
  };
}

function certificateOf({ protocol, raw }: FastifyRequest): ShownCertificate | undefined {
  if (protocol !== 'https') return undefined;
  const socket = raw.socket as TLSSocket;
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return undefined;
  // A string, whatever its type says.
  const problem = socket.authorized ? undefined : String(socket.authorizationError);
  return { fingerprint: secretHash(certificate.raw), problem };
}
