/** The contract's zod schemas as JSON Schema: named ones once, under components, and everything else in its place. */
import * as contract from '@mantinel/contract';
import { z } from 'zod';

export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

export interface Schemas {
  /** Of one schema: a reference where the contract names it. */
  of(schema: z.ZodType): JsonSchema;
  /** An object's own properties, for parameters. */
  propertiesOf(schema: z.ZodType): { name: string; schema: JsonSchema; required: boolean }[];
  readonly named: Readonly<Record<string, JsonSchema>>;
}

const isSchema = (value: unknown): value is z.ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value;
/** Their fields stand one by one as parameters, or belong to files on disk. */
const notOfTheApi = /(Params|Query|Filter|Manifest)$|^Config$/;
const unnamed = '~';
const prefix = '#/components/schemas/';

/** `inPlace`: the schemas that routes name and the contract does not. */
export function contractSchemas(inPlace: Iterable<z.ZodType>): Schemas {
  const registry = z.registry<{ id: string }>();
  const nameOf = new Map<z.ZodType, string>();
  const register = (schema: z.ZodType, name: string) => {
    if (nameOf.has(schema)) return;
    nameOf.set(schema, name);
    registry.add(schema, { id: name });
  };
  // Sorted: a test runner keeps a module's exports in another order.
  for (const [name, schema] of Object.entries(contract).sort(([a], [b]) => (a < b ? -1 : 1)))
    if (isSchema(schema) && !notOfTheApi.test(name)) register(schema, name);
  let count = 0;
  for (const schema of inPlace) register(schema, `${unnamed}${count++}`);
  const { schemas } = z.toJSONSchema(registry, {
    io: 'output',
    unrepresentable: 'any',
    override: asSent,
    uri: (id) => prefix + id,
  });
  const all = settled(schemas as Record<string, JsonSchema>);
  return {
    named: Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith(unnamed))),
    of: (schema) => {
      const name = nameOf.get(schema)!;
      return name.startsWith(unnamed) ? all[name]! : { $ref: prefix + name };
    },
    propertiesOf: (schema) => {
      const { properties = {}, required = [] } = all[nameOf.get(schema)!]!;
      return Object.entries(properties).map(([name, property]) => ({
        name,
        schema: property,
        required: required.includes(name),
      }));
    },
  };
}

const safe = Number.MAX_SAFE_INTEGER;

/**
 * One form for both directions: of what has a default nothing is required, answers may grow new fields, and the bounds of
 * JavaScript's integers are no rule of ours.
 */
function asSent({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: z.core.JSONSchema.BaseSchema;
}) {
  if (jsonSchema.minimum === -safe) delete jsonSchema.minimum;
  if (jsonSchema.maximum === safe) delete jsonSchema.maximum;
  const { def } = zodSchema._zod;
  if (def.type !== 'object') return;
  if (def.catchall === undefined) delete jsonSchema.additionalProperties;
  const required = Object.keys(def.shape).filter((key) => def.shape[key]!._zod.optin === undefined);
  if (required.length > 0) jsonSchema.required = required;
  else delete jsonSchema.required;
}

/** zod's references in the form of OpenAPI's components; what several share without a name stands among them. */
function settled({ __shared, ...schemas }: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const shared = (__shared?.$defs ?? {}) as Record<string, JsonSchema>;
  const bare = Object.entries({ ...schemas, ...shared }).map(([name, { $schema, $id, ...schema }]) => [
    name,
    schema,
  ]);
  const text = JSON.stringify(Object.fromEntries(bare)).replaceAll(`${prefix}__shared#/$defs/`, prefix);
  return JSON.parse(text) as Record<string, JsonSchema>;
}
