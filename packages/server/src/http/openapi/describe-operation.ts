/** One declared route in the words of OpenAPI. */
import { type ErrorCode, errors, permissionCatalogue } from '@mantinel/contract';
import { operationId, type Route, uploads } from '../route.ts';
import { errorsOf } from './errors-of.ts';
import { exampleOf } from './example-of.ts';
import type { JsonSchema, Schemas } from './json-schema.ts';

const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });
const isMedia = (reply: Route['reply']): reply is Extract<Route['reply'], { media: unknown }> =>
  'media' in reply;

export function describeOperation(route: Route, schemas: Schemas): Record<string, unknown> {
  const { summary, tag, permission } = route;
  const body = bodyOf(route, schemas);
  return {
    operationId: operationId(route),
    summary,
    description: [...(route.description === undefined ? [] : [route.description]), accessInWords(route)].join(
      '\n\n',
    ),
    tags: [tag],
    ...securityOf(route),
    'x-permission': permission,
    parameters: parametersOf(route, schemas),
    ...(body === undefined ? {} : { requestBody: { required: true, content: body } }),
    responses: {
      200: answerOf(route, schemas),
      ...failuresOf(errorsOf(route), route.refusal ? rpcStatus : {}),
    },
  };
}

function accessInWords({ permission, scope, requiresFresh, needsSession, openTo }: Route): string {
  if (permission === 'public') return 'Anybody may ask this.';
  if (permission === 'signedIn')
    return 'Whoever is signed in may ask this, for what is their own; a token may not.';
  const where =
    scope === 'enterprise'
      ? ' for the whole enterprise'
      : scope === 'none'
        ? ', anywhere'
        : scope === 'reader'
          ? ', somewhere: the answer holds what lies within those places'
          : ' at the place that the request is about';
  return [
    `Needs the permission \`${permission}\` (${permissionCatalogue[permission].may})${where}.`,
    ...(openTo === 'monitoring' ? ['From the networks of `http.metricsNetworks` nothing is asked.'] : []),
    ...(needsSession ? ['Refused to tokens.'] : []),
    ...(requiresFresh ? ['A session must have proved password or code within ten minutes.'] : []),
  ].join(' ');
}

function securityOf({ permission, needsSession, openTo }: Route) {
  if (permission === 'public') return { security: [] };
  return {
    security: [
      { session: [] },
      ...(needsSession || permission === 'signedIn' ? [] : [{ token: [] }]),
      ...(openTo === undefined ? [] : [{}]),
    ],
  };
}

function parametersOf(route: Route, schemas: Schemas): unknown[] {
  const fields = (place: 'path' | 'query', schema: Route['params']) =>
    schema === undefined
      ? []
      : schemas.propertiesOf(schema).map(({ name, schema: field, required }) => ({
          name,
          in: place,
          ...(place === 'path' || required ? { required: true } : {}),
          ...(field.description === undefined ? {} : { description: field.description }),
          schema: field,
          example: exampleOf(field, schemas.named, [name]),
        }));
  const changes = route.method !== 'GET' && route.method !== 'POST';
  return [
    ...fields('path', route.params),
    ...fields('query', route.query),
    ...(route.idempotent ? [ref('parameters', 'IdempotencyKey')] : []),
    ...(route.versioned && changes ? [ref('parameters', 'IfMatch'), ref('parameters', 'IfNoneMatch')] : []),
    ...(isStream(route) ? [ref('parameters', 'LastEventId')] : []),
  ];
}

const isStream = ({ reply }: Route): boolean => isMedia(reply) && reply.media.includes('text/event-stream');

function bodyOf({ body }: Route, schemas: Schemas): Record<string, unknown> | undefined {
  if (body === undefined) return undefined;
  if (typeof body === 'string')
    return Object.fromEntries(
      uploads[body].map((type) => [
        type,
        { schema: { type: 'string', description: 'The file itself' }, example: uploadExamples[body] },
      ]),
    );
  return { 'application/json': withExample(schemas.of(body), schemas) };
}

const uploadExamples = {
  text: '2026-03-02T06:00:14Z|execution|ACTIVE\n2026-03-02T06:00:15Z|Xload|42\n',
  xml: '<MTConnectDevices><Devices><Device id="mill" name="mill" uuid="1"/></Devices></MTConnectDevices>',
  file: '%\nO1234 (BRACKET)\nT1 M6\nS8000 M3\nG1 X10. F800\nM30\n%\n',
  otlp: '{"resourceLogs":[{"resource":{"attributes":[]},"scopeLogs":[{"logRecords":[{"severityNumber":13,"body":{"stringValue":"Gripper lost its part"},"attributes":[],"eventName":"robot.gripperLost"}]}]}]}',
} as const;

const withExample = (schema: JsonSchema, { named }: Schemas) => ({
  schema,
  example: exampleOf(schema, named),
});

function answerOf(route: Route, schemas: Schemas): Record<string, unknown> {
  const { reply } = route;
  const content = isMedia(reply)
    ? Object.fromEntries(
        reply.media.map((type) => [
          type,
          {
            schema: { type: type === 'application/json' ? 'object' : 'string' },
            example: reply.example ?? 'ok\n',
            ...(isStream(route) ? { 'x-message': { $ref: '#/components/schemas/StreamMessage' } } : {}),
          },
        ]),
      )
    : { 'application/json': withExample(schemas.of(reply), schemas) };
  return {
    description: isMedia(reply) ? 'The content' : 'Done',
    headers: {
      'X-Request-Id': ref('headers', 'RequestId'),
      ...(route.versioned && route.method !== 'DELETE' ? { ETag: ref('headers', 'ETag') } : {}),
      ...rateHeaders,
    },
    content,
  };
}

const rateHeaders = {
  'RateLimit-Policy': ref('headers', 'RateLimitPolicy'),
  RateLimit: ref('headers', 'RateLimit'),
};

/** google.rpc.Status, in which OTLP refuses. */
const rpcStatus = {
  'application/json': {
    schema: {
      type: 'object',
      properties: { code: { type: 'integer' }, message: { type: 'string' }, details: { type: 'array' } },
      required: ['code', 'message'],
    },
  },
  'application/x-protobuf': { schema: { type: 'string' } },
};

/** A status and every code that may stand behind it; `otherForms`: media types that say it besides the usual one. */
function failuresOf(codes: readonly ErrorCode[], otherForms: object): Record<string, unknown> {
  const byStatus = Map.groupBy(codes, (code) => errors[code].status);
  const failures = [...byStatus].map(([status, ofStatus]) => [
    status,
    {
      description: ofStatus.map((code) => `\`${code}\`: ${errors[code].operator}`).join('\n\n'),
      headers: {
        'X-Request-Id': ref('headers', 'RequestId'),
        ...(status === 429 ? { 'Retry-After': ref('headers', 'RetryAfter') } : {}),
        ...(status === 401 ? { 'WWW-Authenticate': ref('headers', 'Authenticate') } : {}),
      },
      content: {
        'application/problem+json': {
          schema: {
            allOf: [ref('schemas', 'Problem'), { properties: { code: { enum: [...ofStatus] } } }],
          },
          examples: Object.fromEntries(ofStatus.map((code) => [code, ref('examples', code)])),
        },
        ...otherForms,
      },
    },
  ]);
  return Object.fromEntries(failures) as Record<string, unknown>;
}
