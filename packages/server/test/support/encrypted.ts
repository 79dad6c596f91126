/** Asking a test's own server both ways, on real sockets. */
import type { X509Certificate } from 'node:crypto';
import { type IncomingHttpHeaders, request as plainRequest } from 'node:http';
import { request as encryptedRequest, type RequestOptions } from 'node:https';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:tls';

export interface Asked {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export type Ask = RequestOptions & { readonly body?: string };

export const portOf = ({ url }: { url: string }): number => Number(new URL(url).port);

export function asking(port: number) {
  return (scheme: 'http' | 'https', path: string, { body, ...options }: Ask = {}): Promise<Asked> => {
    const { promise, resolve, reject } = Promise.withResolvers<Asked>();
    const send = scheme === 'https' ? encryptedRequest : plainRequest;
    const at = { host: '127.0.0.1', port, path };
    const request = send(
      { ...at, ...(scheme === 'https' ? { servername: 'localhost' } : {}), ...options },
      (answer) => {
        answer.setEncoding('utf8');
        let text = '';
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, text }));
      },
    );
    request.on('error', reject);
    request.end(body);
    return promise;
  };
}

/** The certificate that a server shows, whether it is trusted or not. */
export const shownBy = (port: number): Promise<X509Certificate> =>
  new Promise((resolve, reject) => {
    const options = { port, host: '127.0.0.1', servername: 'localhost', rejectUnauthorized: false };
    const socket = connect(options, () => {
      resolve(socket.getPeerX509Certificate()!);
      socket.destroy();
    });
    socket.on('error', reject);
  });

/** Sent from it to a loopback address, a request looks as if it came from another computer; undefined where there is none. */
export const outerAddress = (): string | undefined =>
  Object.values(networkInterfaces())
    .flat()
    .find((each) => each !== undefined && !each.internal && each.family === 'IPv4')?.address;
