/** Turns declared routes into served ones: session, origin, permission, scope, idempotency and error shape for each of them. */
import { Readable } from 'node:stream';
import { AppError } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import type { Store } from '@mantinel/store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { Services } from '../services.ts';
import {
  type Caller,
  requireFresh,
  requirePermission,
  requirePermissionAt,
  requireSignedIn,
} from './caller.ts';
import {
  browserCookie,
  cookieName,
  credentialsOf,
  deviceCookie,
  pendingCookie,
  sessionCookie,
  terminalCookie,
} from './credentials.ts';
import { etagOf, requireVersion } from './etag.ts';
import type { Gate } from './gate.ts';
import { once, plainUnit } from './idempotency.ts';
import { inflate } from './inflate.ts';
import { rateHeaders, type TokenRate } from './limits/token-rate.ts';
import { nothing, scopeOf } from './reader-scope.ts';
import {
  type Media,
  type Route,
  type SecretCookie,
  type SessionCookie,
  type Upload,
  uploads,
} from './route.ts';
import { requireOwnOrigin } from './security.ts';
import { tellRead } from './tell-read.ts';
import type { UnitOfWork } from './unit-of-work.ts';

export interface RegisterOptions {
  readonly routes: readonly Route[];
  readonly services: Services;
  readonly gate: Gate;
  readonly store: Pick<Store, 'idempotency' | 'transaction'>;
  readonly tokenRate: TokenRate;
  readonly box: SecretBox;
  /** Whether a request comes from where the figures are read without signing in. */
  readonly monitoring: (request: FastifyRequest) => boolean;
  readonly nowUs: () => number;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set on every route that was declared; a route without it is refused at registration. */
    declared?: Route;
  }
  interface FastifyRequest {
    caller: Caller | undefined;
  }
}

export function registerRoutes(fastify: FastifyInstance, options: RegisterOptions): void {
  for (const declared of options.routes) register(fastify, declared, options);
}

function register(fastify: FastifyInstance, declared: Route, options: RegisterOptions): void {
  const { services, gate, store, tokenRate, box, monitoring, nowUs } = options;
  const upload = typeof declared.body === 'string' ? declared.body : undefined;
  fastify.route({
    method: declared.method,
    url: declared.path,
    config: { declared },
    ...(declared.largestBody === undefined
      ? {}
      : {
          bodyLimit: declared.largestBody,
          preParsing: async (request, _reply, payload) => inflate(request, payload),
        }),
    schema: {
      ...(declared.params ? { params: declared.params } : {}),
      ...(declared.query ? { querystring: declared.query } : {}),
      ...(declared.body && !upload ? { body: declared.body } : {}),
      ...(upload ? { body: z.string() } : {}),
      ...headersOf(declared),
      ...('media' in declared.reply ? {} : { response: { 200: declared.reply } }),
    },
    // An uploaded file is a stream: there is no text yet to hold against a schema.
    ...(upload
      ? {
          validatorCompiler: (part) =>
            part.httpPart === 'body' ? () => true : validatorCompiler(part as never),
        }
      : {}),
    // Before the body is read: strangers cost nothing.
    onRequest: async (request, reply) => {
      const credentials = credentialsOf(request);
      // A foreign page can make a browser send our cookie, never our token.
      if (credentials.bearer === undefined) requireOwnOrigin(request);
      const caller = await gate.caller(credentials);
      if (caller.token) reply.headers(rateHeaders(tokenRate.take(caller.token.id)));
      if (declared.openTo !== 'monitoring' || !monitoring(request)) requireAllowed(declared, caller);
      if (declared.requiresFresh) requireFresh(caller, nowUs());
      request.caller = caller;
    },
    handler: async (request, reply) => {
      const caller = request.caller!;
      const parsed = {
        params: request.params as never,
        query: request.query as never,
        body: (upload && upload !== 'otlp' ? requireUpload(request.body, upload) : request.body) as never,
      };
      const { permission, scope } = declared;
      const version = declared.versioned ? requireVersion(request) : 0;
      // Within what an idempotency key repeats: where something stood can no longer be asked once it was removed.
      const requirePlace = async () => {
        if (permission === 'public' || permission === 'signedIn') return;
        if (scope === 'enterprise') requirePermissionAt(caller, permission, enterpriseRoot);
        else if (typeof scope === 'function')
          requirePermissionAt(caller, permission, await scope({ ...parsed, services, caller }));
      };
      const readable =
        permission === 'public' || permission === 'signedIn' ? nothing : scopeOf(caller, permission);
      const handle = async (unit: UnitOfWork) => {
        await requirePlace();
        return declared.handle(services, {
          ...parsed,
          caller,
          scope: readable,
          version,
          lastEventId: lastEventId(request),
          idempotencyKey: declared.idempotent === 'logbook' ? idempotencyKey(request) : undefined,
          signal: clientGone(reply),
          credentials: credentialsOf(request),
          session: sessionOf(request, reply),
          browser: cookieOf(request, reply, browserCookie),
          provider: cookieOf(request, reply, pendingCookie),
          panelUrl: `${request.protocol}://${request.host}`,
          terminal: cookieOf(request, reply, terminalCookie),
          unit,
        });
      };
      const key =
        declared.idempotent && declared.idempotent !== 'logbook' ? idempotencyKey(request) : undefined;
      if (key !== undefined) {
        const stored = await once(store, {
          key,
          // Two tokens of one person may not be allowed the same.
          person: caller.token ? `token:${caller.token.id}` : (caller.person?.id ?? 'nobody'),
          route: `${declared.method} ${declared.path}`,
          content: [
            request.params,
            request.query,
            // An upload is a stream, which is read once; what nobody asked for may be one as well.
            declared.body === undefined || upload ? null : request.body,
            ...(declared.versioned ? [version] : []),
          ],
          requestId: request.id,
          ...(declared.idempotent === 'sealed' ? { box } : {}),
          work: handle,
        });
        if (declared.versioned) reply.headers(etagOf(stored.body));
        return reply.code(stored.status).type(stored.type).send(JSON.stringify(stored.body));
      }
      const answer = await handle(plainUnit(store, request.id));
      if (declared.reads)
        tellRead(services.accessLog, declared.reads, {
          answer,
          access: {
            ...{ caller, address: request.ip, view: declared.reads.view, scope: readable },
            query: { ...(request.params as object), ...(request.query as object) },
          },
        });
      if (declared.versioned) reply.headers(etagOf(answer));
      return 'media' in declared.reply ? sendMedia(reply, answer as Media) : reply.send(answer);
    },
  });
}

/** Before the body is read. Throws `session.required`, `permission.denied`, `token.notHere`, `terminal.notHere`. */
function requireAllowed({ permission, needsSession, requiresFresh }: Route, caller: Caller): void {
  if (permission === 'public') return;
  if (permission === 'signedIn') requireSignedIn(caller);
  else requirePermission(caller, permission);
  if (caller.token && (needsSession || permission === 'signedIn')) throw new AppError('token.notHere');
  // Whoever stands there next must find nothing that was opened for somebody's account.
  if (caller.terminal && (needsSession || requiresFresh || permission === 'signedIn'))
    throw new AppError('terminal.notHere');
}

/** Of any other content type there is no stream, but an object or nothing. */
function requireUpload(body: unknown, kind: Upload): Readable {
  if (body instanceof Readable) return body;
  const problem = `send the file itself, as ${uploads[kind].join(' or ')}`;
  throw new AppError('request.invalid', { data: { problem } });
}

export function sendMedia(reply: FastifyReply, { type, content, headers, status }: Media): FastifyReply {
  return reply
    .code(status ?? 200)
    .type(type)
    .headers({ ...headers })
    .send(content);
}

function headersOf({ idempotent, versioned, method }: Route): { headers?: z.ZodType } {
  const shape = {
    ...(idempotent ? idempotencyHeader : {}),
    ...(versioned && method !== 'GET' && method !== 'POST' ? ifMatchHeader : {}),
  };
  return Object.keys(shape).length === 0 ? {} : { headers: z.looseObject(shape) };
}

const idempotencyHeader = {
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{8,200}$/, 'use 8 to 200 visible characters')
    .optional(),
};

const ifMatchHeader = {
  'if-match': z.string().max(40).optional(),
  'if-none-match': z.literal('*').optional(),
};

function idempotencyKey({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key'];
  return typeof key === 'string' ? key : undefined;
}

function lastEventId(request: FastifyRequest): string | undefined {
  const id = request.headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** The answer's connection closes before the answer has ended. */
function clientGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

function cookieOf(request: FastifyRequest, reply: FastifyReply, base: string): SecretCookie {
  const attributes = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
  } as const;
  const name = cookieName(request, base);
  return {
    set: (token, maxAge) => void reply.setCookie(name, token, { ...attributes, maxAge }),
    clear: () => void reply.clearCookie(name, attributes),
  };
}

const deviceSeconds = 365 * 24 * 3600;

function sessionOf(request: FastifyRequest, reply: FastifyReply): SessionCookie {
  const session = cookieOf(request, reply, sessionCookie);
  return {
    begin: ({ token, maxAgeSeconds, device }) => {
      session.set(token, maxAgeSeconds);
      if (device !== undefined) cookieOf(request, reply, deviceCookie).set(device, deviceSeconds);
    },
    clear: session.clear,
  };
}
