/** The one way out to an address that somebody entered: checked, connected to what was checked, and bounded. */
import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { AppError } from '@mantinel/contract';
import { certificateFlaw, trustedBy } from './certificate-trust.ts';
import { judgeAddress, type Verdict } from './judge-address.ts';

export interface OutgoingRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

export interface OutgoingAnswer {
  readonly status: number;
  /** The first 64 KiB. */
  readonly body: string;
}

export interface OutgoingCall extends Omit<OutgoingRequest, 'body'> {
  readonly method: 'GET' | 'POST';
  readonly body?: string | Uint8Array | undefined;
  /** What goes beyond it is cut off. */
  readonly longestAnswer: number;
}

export interface OutgoingReply extends OutgoingAnswer {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Outgoing {
  /** What can be said of an address without asking a name server. Throws `outgoing.refused`. */
  check(url: string): void;
  /** A redirect is an answer like any other and is not followed. Throws `outgoing.refused`, `outgoing.notTrusted`, `outgoing.failed`. */
  post(request: OutgoingRequest): Promise<OutgoingAnswer>;
  /** The same for whoever reads what is answered. */
  call(request: OutgoingCall): Promise<OutgoingReply>;
  /** For other protocols: an address that was checked, to be connected to itself. Throws `outgoing.refused`, `outgoing.failed`. */
  reach(host: string, signal: AbortSignal): Promise<Reached>;
}

export interface Reached {
  readonly address: string;
  /** Within a private network that is allowed: there it need not be encrypted. */
  readonly inOwnNetwork: boolean;
  /** Authorities that are trusted; the public ones when undefined. */
  readonly ca: readonly string[] | undefined;
}

export interface OutgoingOptions {
  /** Private networks that may be reached: `192.168.10.0/24`. */
  readonly privateNetworks: readonly string[];
  /** Authorities that are trusted besides the public ones; read anew for each request. */
  readonly caFile?: string | undefined;
  /** All addresses of a name; the computer's resolver when left out. */
  readonly resolve?: (name: string) => Promise<readonly string[]>;
  readonly judge?: (address: string) => Verdict;
  /** For the whole of it: name, connection, answer. */
  readonly timeoutMs?: number;
}

const longestAnswer = 64 * 1024;

const everyAddress = async (name: string): Promise<string[]> =>
  (await lookup(name, { all: true })).map(({ address }) => address);

export function outgoing(options: OutgoingOptions): Outgoing {
  const {
    privateNetworks,
    caFile,
    resolve = everyAddress,
    judge = judgeAddress,
    timeoutMs = 15_000,
  } = options;
  const allowed = new BlockList();
  for (const network of privateNetworks) {
    const [address = '', prefix] = network.split('/');
    allowed.addSubnet(address, Number(prefix), isIPv4(address) ? 'ipv4' : 'ipv6');
  }

  /** Returns whether the address is in a private network that is allowed. */
  function requireAllowed(address: string, host: string): boolean {
    const { kind, reason } = judge(address);
    if (kind === 'public') return false;
    if (kind === 'private' && allowed.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')) return true;
    throw refusal(host, reason);
  }

  function parse(text: string): { url: URL; host: string; literal: boolean } {
    const url = URL.parse(text);
    if (!url) throw refusal(text.slice(0, 100), 'it is no address of the web');
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      throw refusal(url.host, 'only https and http are spoken');
    if (url.username !== '' || url.password !== '') throw refusal(url.host, 'it holds a name or a password');
    // The parser has turned decimal, octal and hexadecimal forms of IPv4 into the dotted one.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const literal = isIP(host) !== 0;
    if (!literal && /(^|\.)localhost\.?$/i.test(host)) throw refusal(host, 'it is this computer');
    if (literal) requireEncrypted(url, requireAllowed(host, host));
    return { url, host, literal };
  }

  async function call({ url: text, signal: caller, ...sent }: OutgoingCall): Promise<OutgoingReply> {
    const signal = AbortSignal.any([caller, AbortSignal.timeout(timeoutMs)]);
    const { url, host, literal } = parse(text);
    try {
      const addresses = literal ? [host] : await abortable(resolve(host), signal);
      const [address] = addresses;
      if (address === undefined) throw failure(host, 'its name has no address');
      // One bad address is enough: which of them is taken must not be left to chance.
      const inside = addresses.map((each) => requireAllowed(each, host));
      requireEncrypted(url, inside.every(Boolean));
      const ca = url.protocol === 'https:' ? await trustedBy(caFile) : undefined;
      return await send({ ...sent, url, host, address, literal, ca, signal });
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (caller.aborted) throw caller.reason;
      const flaw = certificateFlaw(error);
      if (flaw !== undefined)
        throw new AppError('outgoing.notTrusted', { data: { host, reason: flaw }, cause: error });
      throw failure(host, signal.aborted ? `no answer within ${timeoutMs / 1000} s` : reasonOf(error), error);
    }
  }

  async function reach(host: string, caller: AbortSignal): Promise<Reached> {
    const signal = AbortSignal.any([caller, AbortSignal.timeout(timeoutMs)]);
    try {
      const addresses = isIP(host) === 0 ? await abortable(resolve(host), signal) : [host];
      const [address] = addresses;
      if (address === undefined) throw failure(host, 'its name has no address');
      const inside = addresses.map((each) => requireAllowed(each, host));
      return { address, inOwnNetwork: inside.every(Boolean), ca: await trustedBy(caFile) };
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (caller.aborted) throw caller.reason;
      throw failure(host, reasonOf(error), error);
    }
  }

  return {
    reach,
    check: (url) => void parse(url),
    post: async (request) => {
      const { status, body } = await call({ ...request, method: 'POST', longestAnswer });
      return { status, body };
    },
    call,
  };
}

/** Outside a network of one's own what is sent can be read by others. */
function requireEncrypted(url: URL, inOwnNetwork: boolean): void {
  if (url.protocol === 'http:' && !inOwnNetwork)
    throw refusal(url.host, 'plain http is only for private networks that are allowed; use https');
}

interface Send extends Omit<OutgoingCall, 'url'> {
  readonly url: URL;
  readonly host: string;
  readonly literal: boolean;
  readonly address: string;
  /** The public authorities when left out. */
  readonly ca: string[] | undefined;
}

/** Connects to the address itself, so that the name is asked for no second time, and is who the name says by its certificate. */
async function send({
  url,
  host,
  address,
  literal,
  method,
  headers,
  body,
  longestAnswer,
  ca,
  signal,
}: Send): Promise<OutgoingReply> {
  const secure = url.protocol === 'https:';
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = (secure ? httpsRequest : httpRequest)({
    host: address,
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    path: url.pathname + url.search,
    method,
    // No connection is kept: the next one is checked anew.
    agent: false,
    headers: {
      ...headers,
      host: url.host,
      ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
    },
    ...(secure && !literal ? { servername: host } : {}),
    ...(ca && { ca }),
    signal,
  });
  request.on('response', resolve);
  request.on('error', reject);
  request.end(body);
  const answer = await promise;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= longestAnswer) break; // leaving the loop closes the connection
  }
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    body: Buffer.concat(chunks).subarray(0, longestAnswer).toString(),
  };
}

/** A resolver takes no signal. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
};
const refusal = (host: string, reason: string) =>
  new AppError('outgoing.refused', { data: { host, reason } });
const failure = (host: string, reason: string, cause?: unknown) =>
  new AppError('outgoing.failed', { data: { host, reason }, cause });
