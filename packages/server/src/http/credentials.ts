/** What a request shows of who sends it: the cookie of a browser, or the token of a program. */
import type { FastifyRequest } from 'fastify';
import type { Credentials } from './gate.ts';

export const sessionCookie = 'mantinel';
export const browserCookie = 'mantinel-browser';

const bearerScheme = /^bearer(?: +|$)/i;

/** Other schemes are not ours: a proxy in front may ask for a password of its own and hand it on (RFC 9110, 11.6.2). */
export function credentialsOf({ headers, cookies, ip }: FastifyRequest): Credentials {
  const { authorization = '', host, origin, 'user-agent': userAgent } = headers;
  const bearer = bearerScheme.test(authorization)
    ? authorization.replace(bearerScheme, '').trimEnd()
    : undefined;
  return {
    bearer,
    cookie: bearer === undefined ? cookies[sessionCookie] : undefined,
    browser: cookies[browserCookie],
    origin,
    remoteAddress: ip,
    host,
    userAgent,
  };
}
