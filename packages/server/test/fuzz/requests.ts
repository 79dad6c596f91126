/** Requests to an operation of the API's description: valid ones, nearly valid ones, and what no client of ours would send. */
import fc from 'fast-check';
import type { ApiDocument, Operation } from '../../src/http/openapi/describe-api.ts';
import { hostileText, hostileValue, type Named, nearlyValid, validValue } from './values.ts';

export const callers = ['owner', 'viewer', 'token', 'nobody'] as const;

export interface FuzzRequest {
  readonly operation: string;
  readonly as: (typeof callers)[number];
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface Target {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

export const targetsOf = ({ paths }: ApiDocument): Target[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

const headerText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    '*',
    '"1"',
    'W/"1"',
    '"0"',
    '"999999999"',
    '"',
    '""',
    'x'.repeat(3000),
    '1.1',
    '0.0',
    '9'.repeat(30),
  ),
);
const visible = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '').trim();

/** `known`: ids that are there, by the first word of the address. */
export function requestsTo(
  { method, path, operation }: Target,
  named: Named,
  known: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<FuzzRequest> {
  const real = (name: string) =>
    (name === 'id' ? known[path.split('/')[3] ?? ''] : known[`${name}s`]) ?? ['x'];
  const params = operation.parameters.filter((one) => one.in === 'path');
  const queries = operation.parameters.filter((one) => one.in === 'query');
  const pathValues = fc.tuple(
    ...params.map(({ name, schema }) =>
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...real(name)) },
        { weight: 2, arbitrary: validValue(schema, named).map(String) },
        { weight: 2, arbitrary: hostileText },
      ),
    ),
  );
  const query = fc.tuple(
    ...queries.map(({ name, schema, required }) => {
      const value = fc.oneof(
        { weight: 3, arbitrary: validValue(schema, named) },
        { weight: 1, arbitrary: hostileText },
        { weight: 1, arbitrary: fc.array(hostileText, { maxLength: 3 }) },
      );
      return fc.tuple(
        fc.constant(name),
        required ? fc.option(value, { nil: undefined, freq: 8 }) : fc.oneof(fc.constant(undefined), value),
      );
    }),
  );
  return fc
    .record({
      as: fc.oneof({ weight: 3, arbitrary: fc.constant('owner' as const) }, fc.constantFrom(...callers)),
      pathValues,
      query,
      key: fc.option(fc.oneof(fc.uuid(), headerText), { nil: undefined }),
      match: fc.option(fc.oneof(fc.constant('"1"'), headerText), { nil: undefined, freq: 8 }),
      none: fc.option(fc.constantFrom('*', '"1"'), { nil: undefined, freq: 1 }),
      last: fc.option(headerText, { nil: undefined, freq: 1 }),
      origin: fc.option(fc.constantFrom('null', 'http://evil.example', '://'), { nil: undefined, freq: 1 }),
      type: fc.oneof(
        { weight: 8, arbitrary: fc.constant(undefined) },
        fc.constantFrom(
          'text/plain',
          'application/xml',
          'multipart/form-data',
          'application/json; charset=utf-16',
          'x',
          '',
        ),
      ),
      body: bodyOf(operation, named),
    })
    .map(({ as, pathValues: values, query: asked, key, match, none, last, origin, type, body }) => {
      let at = 0;
      const filled = path.replace(/\{\w+\}/g, () => escaped(String(values[at++])));
      const search = asked
        .flatMap(([name, value]) =>
          (Array.isArray(value) ? value : [value]).map((one: unknown) => [name, one] as const),
        )
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `${name}=${escaped(String(value))}`)
        .join('&');
      const own = Object.keys(operation.requestBody?.content ?? {})[0] ?? 'application/json';
      const headers = {
        ...(body === undefined ? {} : { 'content-type': type ?? own }),
        ...(key === undefined ? {} : { 'idempotency-key': visible(key) }),
        ...(match === undefined ? {} : { 'if-match': visible(match) }),
        ...(none === undefined ? {} : { 'if-none-match': none }),
        ...(last === undefined ? {} : { 'last-event-id': visible(last) }),
        ...(origin === undefined ? {} : { origin }),
      };
      const { operationId } = operation;
      return {
        operation: operationId,
        as,
        method,
        path: search === '' ? filled : `${filled}?${search}`,
        headers,
        body,
      };
    });
}

/** A lone surrogate has no form in a URL; what a careless client would send stands for it. */
const escaped = (text: string): string => encodeURIComponent(text.toWellFormed()).slice(0, 4000) || '%20';

function bodyOf({ requestBody }: Operation, named: Named): fc.Arbitrary<string | undefined> {
  const garbage = fc.oneof(
    fc.constantFrom(
      '',
      '{',
      '[',
      '"',
      '{"a":',
      'null',
      'nul',
      '\u0000',
      '{"__proto__":{"x":1}}',
      '{"constructor":{"prototype":1}}',
    ),
    fc.string({ maxLength: 200 }),
    hostileValue.map((value) => JSON.stringify(value) ?? ''),
  );
  if (requestBody === undefined)
    return fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: garbage });
  const schema = requestBody.content['application/json']?.schema;
  if (schema === undefined)
    return fc.oneof(
      garbage,
      fc.constantFrom(
        '2026-03-02T06:00:14Z|execution|ACTIVE\n',
        '<a/>',
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      ),
    );
  const valid = validValue(schema, named);
  const text = (value: unknown) => JSON.stringify(value) ?? '';
  return fc.oneof(
    { weight: 6, arbitrary: valid.map(text) },
    { weight: 4, arbitrary: nearlyValid(valid).map(text) },
    { weight: 1, arbitrary: fc.tuple(valid, fc.nat(200)).map(([value, at]) => text(value).slice(0, at)) },
    { weight: 1, arbitrary: hostileValue.map(text) },
    { weight: 1, arbitrary: garbage },
    { weight: 1, arbitrary: fc.nat(9).map((at) => (at > 0 ? '{}' : `{"a":"${'x'.repeat(1_100_000)}"}`)) },
  );
}
