/** How a route is declared. What is declared here is enforced by `register-routes.ts`, so that no route can forget it. */
import type { Readable } from 'node:stream';
import type { AppError, ErrorCode, Permission } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { Scope } from '@mantinel/logbook';
import type { z } from 'zod';
import type { Services } from '../services.ts';
import type { Caller } from './caller.ts';
import type { Credentials } from './gate.ts';
import type { Covered, Reads } from './reads.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** A request as its handler sees it: parsed, permitted, in scope. */
export interface RouteRequest<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Caller;
  /** Where this caller has the route's permission; every read of the logbook takes it. */
  readonly scope: Scope;
  /** The version that a change was made from; given for every write of a `versioned` route. */
  readonly version: number;
  readonly lastEventId: string | undefined;
  /** Of a route whose `idempotent` is `logbook`. */
  readonly idempotencyKey: string | undefined;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
  readonly credentials: Credentials;
  readonly session: SessionCookie;
  /** By which a browser is known before anybody has signed in. */
  readonly browser: SecretCookie;
  /** What a browser holds between leaving for the provider and coming back. */
  readonly provider: SecretCookie;
  /** Address of the panel, as the browser that asks knows it. */
  readonly panelUrl: string;
  /** By which a browser is known as a shared terminal. */
  readonly terminal: SecretCookie;
  /** How what this request writes is done once; of use to a route that takes an Idempotency-Key. */
  readonly unit: UnitOfWork;
}

export interface SessionCookie {
  /** Also the one by which this browser is known again, where there is one. */
  begin(session: { token: string; maxAgeSeconds: number; device?: string | undefined }): void;
  clear(): void;
}

/** Of this browser, out of reach of scripts. */
export interface SecretCookie {
  set(token: string, maxAgeSeconds: number): void;
  clear(): void;
}

/** An answer that is not JSON. */
export interface Media {
  readonly type: string;
  readonly content: Readable | string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
  /** How much of the logbook went out with it so far, of a route that `reads`. */
  readonly covered?: () => Covered;
}

/** The content types of a route that answers with media. */
export interface MediaTypes {
  readonly media: readonly string[];
  /** For the API's description. */
  readonly example?: string;
}

/** The kinds of file that a route may take, with their content types. */
export const uploads = {
  text: ['text/plain'],
  xml: ['application/xml', 'text/xml'],
  file: ['application/octet-stream'],
  /** Handed on as the bytes of protobuf or as parsed JSON, unlike the others. */
  otlp: ['application/x-protobuf', 'application/json'],
} as const satisfies Record<string, readonly string[]>;
export type Upload = keyof typeof uploads;

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Body<Schema> = Schema extends 'otlp' ? unknown : Schema extends Upload ? Readable : Parsed<Schema>;
type Answer<Reply> = Reply extends z.ZodType ? z.output<Reply> : Media;

export const tags = [
  'session',
  'status',
  'machines',
  'events',
  'catalogue',
  'reports',
  'alarms',
  'plant',
  'people',
  'terminals',
  'tokens',
  'keys',
  'production',
  'programs',
  'tasks',
  'webhooks',
  'notifications',
  'configuration',
  'data',
  'ingest',
  'backups',
] as const;
export type Tag = (typeof tags)[number];

export interface RouteDefinition<Params, Query, BodySchema, Reply> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** `signedIn`: anybody with an account, for what is their own; refused to tokens, whose scopes name no such thing. */
  readonly permission: Permission | 'public' | 'signedIn';
  /**
   * Where the permission must be held. `none`: anywhere, for what tells nothing of any place. `enterprise`: at the root, for what
   * concerns all of the installation. `reader`: anywhere; the handler hands `scope` on or filters by place. A function: the
   * place that the request is about.
   */
  readonly scope:
    | 'none'
    | 'enterprise'
    | 'reader'
    | ((request: {
        params: Parsed<Params>;
        query: Parsed<Query>;
        body: Body<BodySchema>;
        services: Services;
        caller: Caller;
      }) => PlaceId | Promise<PlaceId>);
  readonly summary: string;
  /** More than the summary, where it helps whoever calls this. */
  readonly description?: string;
  readonly tag: Tag;
  /** What its feature may refuse; what follows from the rest of the declaration is added (`openapi/errors-of.ts`). */
  readonly errors?: readonly ErrorCode[];
  /** `monitoring`: the networks of `http.metricsNetworks` are asked for no permission. */
  readonly openTo?: 'monitoring';
  /**
   * Takes an Idempotency-Key: the effect happens once, the answer is repeated. What it writes to PostgreSQL goes through `unit`.
   * `sealed`: the answer holds a secret that is shown once, and is kept readable with the key of the data folder alone. Not for a
   * request that holds a password: what is kept of it is a plain digest. `logbook`: the handler hands `idempotencyKey` to the
   * logbook, which keeps it, so that the database is not needed.
   */
  readonly idempotent?: true | 'sealed' | 'logbook';
  /** Refused to tokens: what a stolen one must not be able to do. */
  readonly needsSession?: boolean;
  /**
   * For dangerous acts: the session must have proved a password or a code within ten minutes (`session.stepUp`). A token that
   * may do it was made by such a session.
   */
  readonly requiresFresh?: boolean;
  /** What it shows stands in the logbook: who read it, and how far, is told in the audit trail. */
  readonly reads?: Reads<Answer<Reply>>;
  /** The answer's `version` is its ETag; PUT, PATCH and DELETE must name theirs by If-Match. */
  readonly versioned?: boolean;
  readonly params?: Params;
  readonly query?: Query;
  /** An uploaded file is handed on as it streams in. */
  readonly body?: BodySchema;
  /** Bytes of the body, also of one that was compressed (gzip): such a route takes more than the usual mebibyte. */
  readonly largestBody?: number;
  /** A refusal in the form that the route's protocol demands. */
  readonly refusal?: (error: AppError, contentType: string | undefined) => Media;
  readonly reply: Reply;
  readonly handle: (
    services: Services,
    request: RouteRequest<Parsed<Params>, Parsed<Query>, Body<BodySchema>>,
  ) => Promise<Answer<Reply>> | Answer<Reply>;
}

type Schema = z.ZodType | undefined;
/** A declared route, whatever its schemas. */
export type Route = RouteDefinition<Schema, Schema, Schema | Upload, z.ZodType | MediaTypes>;

/** Declares a route: the types of its handler follow from its schemas. */
export const route = <
  Params extends Schema = undefined,
  Query extends Schema = undefined,
  BodySchema extends Schema | Upload = undefined,
  Reply extends z.ZodType | MediaTypes = z.ZodType,
>(
  definition: RouteDefinition<Params, Query, BodySchema, Reply>,
): Route => definition as unknown as Route;

/** `GET /api/v1/events/:id` → `getEventsId`: stable names for generated clients. */
export function operationId({ method, path }: Pick<Route, 'method' | 'path'>): string {
  const words = path.replace(/^\/api\/v1/, '').split(/[^A-Za-z0-9]+/);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
