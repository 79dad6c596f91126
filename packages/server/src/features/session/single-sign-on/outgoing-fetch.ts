/** What the OpenID library takes for the web: the guarded way out, for an address that a configuration or a provider named. */
import type { CustomFetch } from 'openid-client';
import type { Outgoing } from '../../../outgoing/outgoing.ts';

/** Key sets of large providers take tens of kilobytes. */
const longestAnswer = 2 ** 20;

export const outgoingFetch =
  (outgoing: Pick<Outgoing, 'call'>): CustomFetch =>
  async (url, { method, headers, body, signal }) => {
    if (method !== 'GET' && method !== 'POST') throw new TypeError(`${method} is not sent to a provider`);
    const answer = await outgoing.call({
      url,
      method,
      headers,
      body: body === null || body === undefined ? undefined : String(body),
      signal: signal ?? new AbortController().signal,
      longestAnswer,
    });
    const { 'content-type': type, 'www-authenticate': challenge } = answer.headers;
    return new Response(answer.status === 204 || answer.status === 304 ? null : answer.body, {
      status: answer.status,
      headers: {
        ...(typeof type === 'string' ? { 'content-type': type } : {}),
        ...(typeof challenge === 'string' ? { 'www-authenticate': challenge } : {}),
      },
    });
  };
