/** Values for a field of the API: what its schema allows, what it nearly allows, and what somebody hostile sends. */
import fc from 'fast-check';
import type { JsonSchema } from '../../src/http/openapi/json-schema.ts';

export type Named = Readonly<Record<string, JsonSchema>>;

const hostileTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udc00y',
  '\uffff\ufffe',
  '\u202e\u2066abc',
  'é'.repeat(500),
  'x'.repeat(5000),
  '../../../etc/passwd',
  '..%2f..%2fetc',
  "' or 1=1 --",
  "'; drop table person; --",
  '{{7*7}}',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'NaN',
  '-1',
  '1e999',
  '9223372036854775808',
  '0x10',
  'true',
  'null',
  '%',
  '%s%n',
  'site:plant',
  'enterprise:root',
  'enterprise:enterprise',
  'machine:mill',
  'node.1.1',
  'node.99999999999999999999.1',
  'WyJhIl0',
  'W251bGxd',
];
export const hostileText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

const numbers = [0, -0, -1, 1, 0.1, 1e21, -1e21, 2 ** 31, 2 ** 53, 2 ** 63, 1e308, 5e-324];

const deep = (levels: number): unknown => {
  let nested: unknown = 1;
  for (let level = 0; level < levels; level++) nested = level % 2 === 0 ? [nested] : { a: nested };
  return nested;
};

/** Anything that JSON holds. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { length: -1 }, { toString: 1 }),
  fc.constantFrom<unknown>(...numbers),
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer({ min: 1, max: 2000 }).map(deep),
  fc.constant(Array.from({ length: 3000 }, (_, at) => at)),
);

/** What the schema allows, as far as it says: what it does not say is for the server to refuse. */
export function validValue(schema: JsonSchema, named: Named, depth = 0): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined)
    return validValue(named[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)]!, named, depth);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const choices = (schema.oneOf ?? schema.anyOf) as readonly JsonSchema[] | undefined;
  if (choices) {
    if (depth > 4) return fc.constant(null);
    return fc.oneof(...choices.map((choice) => validValue(choice, named, depth + 1)));
  }
  switch (schema.type) {
    case 'string':
      return validText(schema);
    case 'integer': {
      const min = Math.max(Number(schema.minimum ?? -(2 ** 53)), -(2 ** 53) + 1);
      const max = Math.min(Number(schema.maximum ?? 2 ** 53), 2 ** 53 - 1);
      return fc.oneof(
        fc.constantFrom(min, max),
        fc.integer({ min: Math.max(min, -5), max: Math.min(max, Math.max(min, 1000)) }),
      );
    }
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(validValue(schema.items as JsonSchema, named, depth + 1), {
        minLength: Number(schema.minItems ?? 0),
        maxLength: Math.min(Number(schema.maxItems ?? 3), 4),
      });
    case 'object': {
      const fields = Object.entries(schema.properties ?? {});
      const values = Object.fromEntries(
        fields.map(([name, field]) => [name, validValue(field, named, depth + 1)]),
      );
      return fc.record(values, { requiredKeys: [...(schema.required ?? [])] });
    }
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function validText({ pattern, minLength = 0, maxLength = 40, format }: JsonSchema): fc.Arbitrary<unknown> {
  if (typeof pattern === 'string') {
    try {
      return fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: 80 });
    } catch {
      // A pattern with what the generator does not know: then its own texts have to do.
    }
  }
  if (format === 'uuid') return fc.uuid();
  if (format === 'uri') return fc.webUrl();
  const limits = {
    minLength: Number(minLength),
    maxLength: Math.max(Number(minLength), Math.min(Number(maxLength), 60)),
  };
  return fc.oneof(fc.string(limits), fc.string({ ...limits, unit: 'grapheme' }));
}

/** One field of what was valid taken away, replaced or added. */
export const nearlyValid = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(valid, fc.nat(20), fc.option(hostileValue, { nil: undefined }), fc.boolean())
    .map(([value, at, other, adds]) => {
      if (typeof value !== 'object' || value === null) return other;
      const entries = Object.entries(value);
      if (adds || entries.length === 0) return { ...value, [`extra${at}`]: other };
      const [name] = entries[at % entries.length]!;
      const changed: Record<string, unknown> = { ...value, [name]: other };
      if (other === undefined) delete changed[name];
      return changed;
    });
