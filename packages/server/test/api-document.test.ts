/** The API's description is held to rules of its own, to OpenAPI 3.1, and to the schemas by which requests and answers are judged. */
import { errors } from '@mantinel/contract';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Content, describeApi, type Operation } from '../src/http/openapi/describe-api.ts';
import { operationId, type Route, tags } from '../src/http/route.ts';
import { routes } from '../src/routes.ts';

const document = describeApi(routes, '1.2.3');
const nameOf = ({ method, path }: Route) => `${method} ${path}`;
const operationOf = ({ method, path }: Route): Operation =>
  document.paths[path.replace(/:(\w+)/g, '{$1}')]![method.toLowerCase()]!;
const isSchema = (part: unknown): part is z.ZodType =>
  typeof part === 'object' && part !== null && '_zod' in part;
const exampleOf = (content: Content, type: string) => content[type]?.example;

/** Writes that take no Idempotency-Key, and why. */
const withoutKey: Readonly<Record<string, string>> = {
  'POST /api/v1/session': 'holds a password, of which not even a hash is to be kept',
  'DELETE /api/v1/session': 'has the same effect however often it is sent',
  'POST /api/v1/owner': 'holds a password; its link works once anyway',
  'POST /api/v1/password': 'holds a password; its link works once anyway',
  'POST /api/v1/session/password': 'holds passwords',
  'POST /api/v1/session/proof': 'holds a password or a code',
  'POST /api/v1/configuration/check': 'changes nothing',
  'POST /api/v1/similar': 'changes nothing',
  'POST /api/v1/machine-tests': 'records nothing',
  'POST /api/v1/session/single-sign-on': 'makes a state and a nonce, which work once',
  'POST /api/v1/session/single-sign-on/answer': 'brings a code, which works once',
  'POST /v1/logs': 'speaks OTLP, which knows no such key',
  'POST /api/v1/data/preview': 'stores nothing',
  'POST /api/v1/data/import': 'the same file a second time changes nothing',
  'POST /api/v1/session/passkeys/creation': 'makes a challenge, which works once',
  'POST /api/v1/session/passkeys': 'answers a challenge, which works once',
  'POST /api/v1/session/passkey/request': 'makes a challenge, which works once',
  'POST /api/v1/session/passkey': 'answers a challenge, which works once',
  'POST /api/v1/terminal/pairing': 'holds a code, which works once',
  'POST /api/v1/terminal/session': 'holds a PIN or the number of a badge',
  'POST /api/v1/terminal/activity': 'has the same effect however often it is sent',
  'PUT /api/v1/session/pin': 'holds a PIN',
  'PUT /api/v1/people/:id/pin': 'holds a PIN',
  'POST /api/v1/people/:id/badges': 'holds the number of a badge',
  'PUT /api/v1/retention': 'names the version that it changes, so that it has its effect once',
};
/** Lists that are short by their nature, and so come whole. */
const wholeLists: Readonly<Record<string, string>> = {
  'GET /api/v1/machines': 'no more than one node records',
  'GET /api/v1/machines/:id/items': 'of one device model',
  'GET /api/v1/machines/:id/why-stopped': 'five times before, and fifty alarms of one stop',
  'GET /api/v1/alarm-statistics': 'ten of each, and an hour each',
  'GET /api/v1/roles': 'the matrix',
  'GET /api/v1/keys': 'a handful, and one an edge node',
  'GET /api/v1/backups': 'as many as retention keeps',
  'GET /api/v1/session/passkeys': 'of one person, one a device',
  'GET /api/v1/people/:id/passkeys': 'of one person, one a device',
  'GET /api/v1/identities': 'of one person',
  'GET /api/v1/people/:id/identities': 'of one person',
  'GET /api/v1/terminals': 'as many as stand in the halls',
  'GET /api/v1/terminal/people': 'a screen of names',
  'GET /api/v1/people/:id/badges': 'of one person',
  'GET /api/v1/configuration': 'the settings of one file',
  'GET /api/v1/data': 'one file is what is asked for',
  'GET /api/v1/jobs/:id': 'the operations of one job',
  'GET /api/v1/projects/:id': 'the first programs and facts of one project',
  'GET /api/v1/projects/:id/measurements': 'the first thousand of one project',
  'GET /api/v1/programs/:id': 'the newest revisions of one program',
  'GET /api/v1/programs/:id/revisions/:revision': 'tools and operations of one revision',
  'GET /api/v1/programs/:id/revisions/:revision/diff/:other': 'of two revisions; the first lines',
  'GET /api/v1/events/facets': 'the most frequent values',
  'GET /api/v1/events/completions': 'a list to choose from while typing',
  'GET /api/v1/views': 'to choose from: at most a hundred a person, and five hundred in all',
  'GET /api/v1/events/histogram': 'as many buckets as were asked for',
  'GET /api/v1/places/:id/shifts': 'of a range of at most 100 days',
  'GET /api/v1/notification-rules/:id': 'the steps of one rule',
  'GET /api/v1/shift-report': 'of one shift; the longest and the most frequent',
  'GET /api/v1/explanations': 'as many as were asked for',
  'GET /api/v1/catalogue/shipped': 'what comes with the product',
  'GET /api/v1/catalogue/inbox': 'the most frequent ones',
  'GET /api/v1/retention': 'one a level',
  'GET /api/v1/retention/preview': 'one a level',
};

test('it is valid OpenAPI 3.1, with every reference resolved', async () => {
  const { valid, errors: problems } = await new Validator().validate(structuredClone(document) as never);
  expect(problems).toBeUndefined();
  expect(valid).toBe(true);
  const text = JSON.stringify(document);
  const missing = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)]
    .map(([, path]) => path!)
    .filter(
      (path) =>
        path.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document) ===
        undefined,
    );
  expect(missing).toEqual([]);
});

test('every operation has a name of its own', () => {
  const names = routes.map(operationId);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(routes.map((route) => [nameOf(route), route] as const))('%s', (name, route) => {
  const operation = operationOf(route);

  test('says what it does, who may, and what may go wrong', () => {
    expect(operation.operationId).toMatch(/^[a-z][A-Za-z0-9]+$/);
    expect(operation.summary.length).toBeGreaterThan(10);
    expect(operation.summary).not.toMatch(/\.$/);
    expect(tags).toContain(operation.tags[0]);
    expect(operation['x-permission']).toBe(route.permission);
    if (route.permission.includes('.')) expect(operation.description).toContain(`\`${route.permission}\``);
    const statuses = Object.keys(operation.responses);
    expect(statuses).toEqual(expect.arrayContaining(['200', '429', '500', '503']));
    if (route.permission !== 'public') expect(statuses).toEqual(expect.arrayContaining(['401', '403']));
    for (const [status, { content }] of Object.entries(operation.responses).filter(
      ([key]) => key !== '200',
    )) {
      const { schema, examples } = content['application/problem+json']! as unknown as {
        schema: { allOf: [unknown, { properties: { code: { enum: (keyof typeof errors)[] } } }] };
        examples: object;
      };
      const codes = schema.allOf[1].properties.code.enum;
      expect(Object.keys(examples)).toEqual(codes);
      for (const code of codes) expect(errors[code].status).toBe(Number(status));
    }
  });

  test('has examples that its own schemas accept', () => {
    const { body, reply, params, query } = route;
    if (isSchema(body))
      expect(
        body.safeParse(exampleOf(operation.requestBody!.content, 'application/json')).error,
      ).toBeUndefined();
    else if (body !== undefined) expect(operation.requestBody).toBeDefined();
    const { content } = operation.responses['200']!;
    if (isSchema(reply))
      expect(reply.safeParse(exampleOf(content, 'application/json')).error).toBeUndefined();
    else for (const media of Object.values(content)) expect(media.example).toEqual(expect.any(String));
    for (const [place, schema] of [
      ['path', params],
      ['query', query],
    ] as const) {
      const given = operation.parameters.filter((parameter) => parameter.in === place);
      if (!isSchema(schema)) expect(given).toEqual([]);
      else
        expect(
          schema.safeParse(Object.fromEntries(given.map((one) => [one.name, one.example]))).error,
        ).toBeUndefined();
    }
  });

  test('can be sent twice, and is read in pages', () => {
    const refs = operation.parameters.map(({ $ref }) => $ref);
    if (route.method !== 'GET' && !(name in withoutKey))
      expect(refs).toContain('#/components/parameters/IdempotencyKey');
    if (route.versioned && ['PUT', 'PATCH', 'DELETE'].includes(route.method))
      expect(refs).toContain('#/components/parameters/IfMatch');
    const lists = isSchema(route.reply) && route.method === 'GET' && hasList(route.reply);
    const pages = operation.parameters.some((parameter) => parameter.name === 'limit');
    if (lists && !(name in wholeLists)) expect(pages, 'a list that may grow is read in pages').toBe(true);
  });
});

/** A list of things, not of words, at the top of the answer. */
const hasList = (reply: z.ZodType): boolean =>
  reply instanceof z.ZodObject &&
  Object.values(reply.shape).some(
    (field) => field instanceof z.ZodArray && field.element instanceof z.ZodObject,
  );

test('each component compiles as JSON Schema 2020-12, and its problems have their codes', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'api');
  for (const name of Object.keys(document.components.schemas))
    expect(ajv.getSchema(`api#/components/schemas/${name}`), name).toBeTypeOf('function');
  const problem = ajv.getSchema('api#/components/schemas/Problem')!;
  const examples = document.components.examples as Record<string, { value: unknown }>;
  for (const [code, { value }] of Object.entries(examples))
    expect([code, problem(value)]).toEqual([code, true]);
});
