/** An example that fits a schema: known values where there are some, else the plainest that the schema allows. */
import { exampleValues, leftOut } from './example-values.ts';
import type { JsonSchema } from './json-schema.ts';

type Named = Readonly<Record<string, JsonSchema>>;

const nameIn = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** `at`: the names by which values may be known, the most telling first. */
export function exampleOf(schema: JsonSchema, named: Named, at: readonly string[] = []): unknown {
  if (schema.$ref !== undefined) {
    const name = nameIn(schema.$ref);
    return exampleOf(named[name]!, named, [...at, name]);
  }
  for (const name of at)
    for (const value of exampleValues[name] ?? []) if (fits(value, schema, named)) return value;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const choices = (schema.oneOf ?? schema.anyOf) as readonly JsonSchema[] | undefined;
  if (choices) return exampleOf(choices[0]!, named, at);
  switch (schema.type) {
    case 'object':
      return objectExample(schema, named, at.at(-1));
    case 'array':
      return [exampleOf(schema.items as JsonSchema, named, at)];
    case 'boolean':
      return false;
    case 'null':
      return null;
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    case 'string':
      return schema.format === 'uuid' ? 'f3b1c9a2-5d47-4c0e-9a51-2f8e6d7c1b40' : 'text';
    default:
      return {};
  }
}

function objectExample(schema: JsonSchema, named: Named, of: string | undefined): Record<string, unknown> {
  const shown = Object.entries(schema.properties ?? {}).filter(
    ([field]) => !leftOut.has(field) || schema.required?.includes(field),
  );
  const entries = shown.map(([field, property]) => [
    field,
    exampleOf(property, named, of === undefined ? [field] : [`${of}.${field}`, field]),
  ]);
  return Object.fromEntries(entries);
}

/** Whether a known value may stand here: all that a leaf says, and of lists their first item. */
function fits(value: unknown, schema: JsonSchema, named: Named): boolean {
  if (schema.$ref !== undefined) return fits(value, named[nameIn(schema.$ref)]!, named);
  const choices = (schema.oneOf ?? schema.anyOf) as readonly JsonSchema[] | undefined;
  if (choices) return choices.some((choice) => fits(value, choice, named));
  if (schema.const !== undefined) return value === schema.const;
  if (Array.isArray(schema.enum)) return schema.enum.includes(value);
  switch (schema.type) {
    case 'string': {
      const { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY, format } = schema;
      if (typeof value !== 'string') return false;
      if (pattern !== undefined && !new RegExp(String(pattern), 'u').test(value)) return false;
      if (format === 'uuid' && !/^[0-9a-f]{8}-/.test(value)) return false;
      return value.length >= Number(minLength) && value.length <= Number(maxLength);
    }
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value) && value.every((item) => fits(item, schema.items as JsonSchema, named));
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return value !== undefined;
  }
}
