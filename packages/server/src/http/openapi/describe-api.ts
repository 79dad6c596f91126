/** The API's description, OpenAPI 3.1, made of the declared routes and the contract's schemas: there is no second source. */
import { type ErrorCode, errors } from '@mantinel/contract';
import type { z } from 'zod';
import { sessionCookie } from '../credentials.ts';
import { problemExample } from '../problem.ts';
import { type Route, tags } from '../route.ts';
import { describeOperation } from './describe-operation.ts';
import { contractSchemas, type JsonSchema } from './json-schema.ts';

export interface ApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly servers: readonly object[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> } & Record<string, unknown>;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly 'x-permission': string;
  readonly parameters: readonly (JsonSchema & {
    readonly name: string;
    readonly in: string;
    readonly schema: JsonSchema;
  })[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Content }>>;
}
export type Content = Readonly<
  Record<string, { readonly schema: JsonSchema; readonly [field: string]: unknown }>
>;

export function describeApi(routes: readonly Route[], version: string): ApiDocument {
  const schemas = contractSchemas(routes.flatMap(schemasOf));
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][route.method.toLowerCase()] = describeOperation(route, schemas) as unknown as Operation;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mantinel',
      version,
      summary: 'The memory and guard rail of a CNC shop',
      description:
        'Errors are problems after RFC 9457. How pages, versions, keys and streams work: docs/reference/api.md of the source.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    } as ApiDocument['info'],
    servers: [{ url: '/', description: 'The installation that answers this' }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: { ...components(), schemas: { ...schemas.named } },
  };
}

function schemasOf({ params, query, body, reply }: Route): z.ZodType[] {
  return [params, query, body, reply].filter(
    (part): part is z.ZodType => typeof part === 'object' && '_zod' in part,
  );
}

const header = (description: string, schema: JsonSchema, example: unknown) => ({
  description,
  schema,
  example,
});

const components = () => ({
  securitySchemes: {
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: sessionCookie,
      description:
        'The session of a browser, set by signing in. A write must come from the same origin: the browser’s Origin and Sec-Fetch-Site are held to the address; there is no token to send for that.',
    },
    token: {
      type: 'http',
      scheme: 'bearer',
      description: 'A token of the API: `Authorization: Bearer mnt_…`',
    },
  },
  parameters: {
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      description:
        'The request takes effect once, however often it is sent with this key; its answer is repeated for a day',
      schema: { type: 'string', pattern: '^[\\x21-\\x7e]{8,200}$' },
      example: '7d1f8f6c-3f0e-4c38-9a57-2f4d3c1b0a99',
    },
    IfMatch: {
      name: 'If-Match',
      in: 'header',
      description: 'The ETag of what is changed, as it was read. It or If-None-Match must be sent',
      schema: { type: 'string', maxLength: 40 },
      example: '"3"',
    },
    IfNoneMatch: {
      name: 'If-None-Match',
      in: 'header',
      description: '`*` instead of If-Match, for what is not there yet',
      schema: { const: '*' },
      example: '*',
    },
    LastEventId: {
      name: 'Last-Event-ID',
      in: 'header',
      description: 'The id of the last message that was received: what came since is sent first',
      schema: { type: 'string' },
      example: '1795462192733116.270',
    },
  },
  headers: {
    RequestId: header(
      'Names the request in the log',
      { type: 'string' },
      '0a0f1a52-6a0f-4a4f-9d55-9f0b6a1c2d3e',
    ),
    ETag: header('The version that a change must name', { type: 'string' }, '"3"'),
    RetryAfter: header('Seconds until it is worth trying again', { type: 'integer' }, 12),
    Authenticate: header('The scheme of tokens', { type: 'string' }, 'Bearer realm="Mantinel"'),
    RateLimitPolicy: header('To tokens: how often one may ask', { type: 'string' }, '"token";q=1200;w=60'),
    RateLimit: header(
      'To tokens: what is left, and for how many seconds',
      { type: 'string' },
      '"token";r=1180;t=42',
    ),
  },
  examples: Object.fromEntries(
    (Object.keys(errors) as ErrorCode[]).map((code) => [code, { value: problemExample(code) }]),
  ),
});
