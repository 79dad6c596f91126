/** The HTTP server: everything every answer has in common, the declared routes, the API's description, the screens. */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { AppError } from '@mantinel/contract';
import type { Store } from '@mantinel/store';
import fastifyFactory, { type FastifyInstance, type FastifyReply } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { Log } from '../own-log/log.ts';
import { type PlainOptions, plainOnlyHere } from './encrypted/plain-only-here.ts';
import { connectionTimes } from './limits/connection-times.ts';
import { rateHeaders } from './limits/token-rate.ts';
import { describeApi } from './openapi/describe-api.ts';
import { asAppError, problemOf, problemType } from './problem.ts';
import { type RegisterOptions, registerRoutes, sendMedia } from './register-routes.ts';
import { failureReporter } from './report-failure.ts';
import { uploads } from './route.ts';
import { securityHeaders } from './security.ts';
import { serveScreens } from './serve-screens.ts';

export interface HttpOptions extends RegisterOptions {
  readonly store: RegisterOptions['store'] & Pick<Store, 'state'>;
  readonly version: string;
  readonly webRoot: string;
  /** Whose X-Forwarded headers are believed. */
  readonly trustedProxies: readonly string[];
  readonly log: Log;
  /** Each question; what it returns is called when its answer begins. */
  readonly onAsked: () => () => void;
  readonly onAnswered: (seen: { method: string; route: string; status: number; seconds: number }) => void;
  /** Every answer is held against its schema: for tests, since it costs a tenth of a second for a long page. */
  readonly checkReplies?: boolean;
  readonly encryption: PlainOptions;
}

/** Addresses that are served otherwise: the API's description, the screens, the questions of a certificate service. Everything else must be declared. */
const undeclared = /^\/docs(\/|$)|^\/\*?$|^\/\.well-known\/acme-challenge\//;

export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { log, store, version, webRoot, onAsked, onAnswered, checkReplies = false } = options;
  const reportFailure = failureReporter(store, log);
  const fastify = fastifyFactory({
    logger: false,
    exposeHeadRoutes: false,
    bodyLimit: 2 ** 20,
    requestTimeout: connectionTimes.requestTimeout,
    keepAliveTimeout: connectionTimes.keepAliveTimeout,
    http: {
      headersTimeout: connectionTimes.headersTimeout,
      connectionsCheckingInterval: connectionTimes.connectionsCheckingInterval,
    },
    // A long-lived stream is no reason to wait for ever when stopping.
    forceCloseConnections: true,
    // Without one that is named, whoever asks is who connects: the header is anybody's to write.
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    genReqId: () => randomUUID(),
    // Addresses that the router itself refuses reach no hook and no error handler.
    frameworkErrors: (thrown, request, reply) => {
      (reply as FastifyReply).headers({ ...securityHeaders, 'x-request-id': request.id });
      sendProblem(reply as FastifyReply, asAppError(thrown), { requestId: request.id, forDeveloper: false });
    },
    routerOptions: { maxParamLength: 200 },
    // Handed in here rather than set afterwards, so that Fastify does not load its own: ajv and its JSON serializer.
    schemaController: {
      compilersFactory: {
        buildValidator: () => validatorCompiler as never,
        buildSerializer: () => replySerializer(checkReplies),
      },
    },
  });
  fastify.addContentTypeParser(
    [...uploads.text, ...uploads.xml, ...uploads.file],
    (_request, payload, done) => done(null, payload),
  );
  fastify.addContentTypeParser('application/x-protobuf', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  // JSON is UTF-8 (RFC 8259, 8.1): what is none would be taken with its letters lost.
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isUtf8(body as Buffer)) return parseJson(request, body.toString(), done);
    done(new AppError('request.invalid', { data: { problem: 'the body is no UTF-8' } }));
  });
  fastify.decorateRequest('caller', undefined);

  fastify.addHook('onRoute', ({ url, config }) => {
    if (!config?.declared && !undeclared.test(url))
      throw new Error(`the route ${url} is not declared by route(): see http/route.ts`);
  });
  const answering = new WeakMap<object, () => void>();
  fastify.addHook('onRequest', async (request, reply) => {
    answering.set(request, onAsked());
    reply.headers({ ...securityHeaders, 'x-request-id': request.id });
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
  plainOnlyHere(fastify, options.encryption);
  // A stream goes on for hours behind the beginning of its answer.
  fastify.addHook('onSend', async (request) => answering.get(request)?.());
  fastify.addHook('onResponse', async (request, reply) => {
    answering.get(request)?.();
    onAnswered({
      method: request.method,
      route: request.routeOptions.config.declared?.path ?? '*',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
  });
  fastify.setErrorHandler((thrown, request, reply) => {
    const error = asAppError(thrown);
    reportFailure(error, { requestId: request.id, method: request.method, url: pathOf(request.url) });
    const seconds = error.data.seconds;
    if ((error.status === 429 || error.code === 'ingest.notNow') && seconds !== undefined)
      reply.header('retry-after', seconds);
    if (error.code === 'token.rateLimited')
      reply.headers(rateHeaders({ limit: Number(error.data.limit), remaining: 0, seconds: Number(seconds) }));
    if (error.status === 401) reply.header('www-authenticate', 'Bearer realm="Mantinel"');
    const refusal = request.routeOptions.config.declared?.refusal?.(error, request.headers['content-type']);
    if (refusal) return sendMedia(reply, refusal);
    return sendProblem(reply, error, {
      requestId: request.id,
      forDeveloper: request.caller?.person !== undefined,
    });
  });

  await fastify.register(cookie);
  await fastify.register(swagger, {
    openapi: {},
    // Made whole from the declared routes, and when somebody first asks: a tenth of a second that no start waits for.
    transform: ({ url }) => ({ url, schema: { hide: true } }),
    transformObject: () => describeApi(options.routes, version) as never,
  });
  await fastify.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: false,
    // A hundred routes drawn at once take seconds; by subjects they are found at once.
    // The other layout has a bar with a logo that is styled inline, which the policy forbids.
    uiConfig: { docExpansion: 'none', layout: 'BaseLayout' },
    logo: null as never,
  });
  registerRoutes(fastify, options);
  await serveScreens(fastify, webRoot);
  return fastify;
}

const sendProblem = (
  reply: FastifyReply,
  error: AppError,
  { requestId, forDeveloper }: { requestId: string; forDeveloper: boolean },
): FastifyReply =>
  reply
    .code(error.status)
    .type(problemType)
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problemOf(error, requestId, forDeveloper));

/** Answers are typed by their schema already; only tests hold each against it. */
const replySerializer =
  (checked: boolean) =>
  ({ schema }: { schema?: unknown }) => {
    const reply = schema as z.ZodType;
    return (data: unknown) => JSON.stringify(checked && 'parse' in reply ? reply.parse(data) : data);
  };

/** The query of a request may hold what people typed; the log needs only where it went. */
const pathOf = (url: string): string => url.split('?', 1)[0]!;
