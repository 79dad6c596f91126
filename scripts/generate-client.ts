/** Writes packages/client/src/generated from the API's description: types, and a function for each operation. Run it after a change of a route. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type ApiDocument,
  apiDocument,
  type JsonSchema,
  type Operation,
} from '@mantinel/server/api-document';

export const clientFile = join(import.meta.dirname, '../packages/client/src/generated/api.ts');

const nameIn = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);
const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
const comment = (text: unknown, indent = ''): string =>
  typeof text === 'string' && text !== ''
    ? `${indent}/** ${text.replaceAll('*/', '* /').replaceAll(/\s*\n\s*/g, ' ')} */\n`
    : '';

/** A type for what the contract's schemas use of JSON Schema; throws for what they do not, rather than guess. */
function typeOf(schema: JsonSchema, indent = ''): string {
  if (schema.$ref !== undefined) return nameIn(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = (schema.anyOf ?? schema.oneOf) as readonly JsonSchema[] | undefined;
  if (choices) return choices.map((choice) => typeOf(choice, indent)).join(' | ');
  const several: unknown = schema.type;
  if (Array.isArray(several))
    return several.map((type) => typeOf({ ...schema, type: String(type) }, indent)).join(' | ');
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array': {
      const item = typeOf(schema.items as JsonSchema, indent);
      return /[|{&]/.test(item) ? `(${item})[]` : `${item}[]`;
    }
    case 'object':
      return objectType(schema, indent);
    case undefined:
      return 'unknown';
    default:
      throw new Error(`a schema of the type ${schema.type} is not known to the generator`);
  }
}

function objectType(schema: JsonSchema, indent: string): string {
  const fields = Object.entries(schema.properties ?? {});
  const { additionalProperties: more } = schema;
  if (fields.length === 0)
    return typeof more === 'object'
      ? `{ [name: string]: ${typeOf(more as JsonSchema, indent)} }`
      : 'Record<string, unknown>';
  const inner = `${indent}  `;
  const lines = fields.map(
    ([name, field]) =>
      `${comment(field.description, inner)}${inner}${key(name)}${schema.required?.includes(name) ? '' : '?'}: ${typeOf(field, inner)};\n`,
  );
  return `{\n${lines.join('')}${indent}}`;
}

interface Described {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

function inputOf({ operation }: Described): { text: string; required: boolean } {
  const of = (place: string) => operation.parameters.filter((parameter) => parameter.in === place);
  const takes = (name: string) => operation.parameters.some(({ $ref }) => $ref?.endsWith(`/${name}`));
  const record = (place: string) => ({
    fields: of(place).map(
      ({ name, schema, required, description }) =>
        `${comment(description, '    ')}    ${key(name)}${required ? '' : '?'}: ${typeOf(schema, '    ')}${required ? '' : ' | undefined'};\n`,
    ),
    required: of(place).some(({ required }) => required),
  });
  const lines: string[] = [];
  let required = false;
  for (const place of ['path', 'query']) {
    const { fields, required: needed } = record(place);
    if (fields.length === 0) continue;
    lines.push(`  ${place}${needed ? '' : '?'}: {\n${fields.join('')}  };\n`);
    required ||= needed;
  }
  const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  if (media) {
    lines.push(`  body: ${type === 'application/json' ? typeOf(media.schema, '  ') : 'string'};\n`);
    required = true;
  }
  if (takes('IfMatch')) {
    lines.push(
      `${comment('The version that is changed, as it was read; 0 for what is not there yet.', '  ')}  version: number;\n`,
    );
    required = true;
  }
  if (takes('IdempotencyKey')) lines.push('  idempotencyKey?: string | undefined;\n');
  lines.push(
    '  headers?: Readonly<Record<string, string>> | undefined;\n  signal?: AbortSignal | undefined;\n',
  );
  return { text: `{\n${lines.join('')}}`, required };
}

function functionOf(described: Described): string {
  const { method, path, operation } = described;
  const { operationId: name, summary, description } = operation;
  const Name = name.charAt(0).toUpperCase() + name.slice(1);
  const { text, required } = inputOf(described);
  const json = operation.responses['200']?.content['application/json'];
  const type = Object.keys(operation.requestBody?.content ?? {})[0];
  const idempotent = operation.parameters.some(({ $ref }) => $ref?.endsWith('/IdempotencyKey'));
  const fixed = `{ method: '${method.toUpperCase()}', path: '${path}'${idempotent ? ', idempotent: true' : ''} }`;
  const passed =
    type === undefined || type === 'application/json' ? 'input' : `{ ...input, contentType: '${type}' }`;
  const call = `client.call(${fixed}, ${passed})`;
  return [
    `export interface ${Name}Input ${text}\n`,
    `/**\n * ${summary}.\n *\n * ${description.replaceAll(/\s*\n\s*/g, '\n * ')}\n */`,
    `export const ${name} = (client: Client, input: ${Name}Input${required ? '' : ' = {}'}): Promise<${json ? typeOf(json.schema) : 'Response'}> =>`,
    `  ${json ? `client.call(${fixed}, ${passed}).then((answer) => answer.json())` : call};\n`,
  ].join('\n');
}

export function clientSource({ paths, components }: ApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const types = Object.entries(components.schemas).map(([name, schema]) => {
    const type = typeOf(schema);
    const plain = type.startsWith('{') && !type.includes('} |');
    return `${comment(schema.description)}export ${plain ? `interface ${name} ${type}` : `type ${name} = ${type};`}\n`;
  });
  const codes = Object.keys(components.examples as object).map((code) => `  | '${code}'`);
  return [
    '/** Generated from the description of the API by scripts/generate-client.ts: change the routes and the contract, and run it. */',
    "import type { Client } from '../call.ts';\n",
    ...types,
    `/** Every code that a problem may have. */\nexport type ErrorCode =\n${codes.join('\n')};\n`,
    ...operations.map(functionOf),
  ].join('\n');
}

if (import.meta.main) {
  mkdirSync(dirname(clientFile), { recursive: true });
  writeFileSync(clientFile, clientSource(apiDocument('0.0.0')));
}
