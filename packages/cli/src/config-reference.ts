/** Documentation of mantinel.yaml as Markdown, drawn from the schema that validates it. */
import { Config, config } from '@mantinel/contract';
import { z } from 'zod';

type Schema = z.core.JSONSchema.JSONSchema;

interface Row {
  readonly setting: string;
  readonly meaning: string;
  readonly values: string;
  readonly standard: string;
}

export function configReference(): string {
  const whole = jsonSchema(Config);
  const { machines: _, ...general } = whole.properties as Record<string, Schema>;
  const connectors = config.Machine.options.map((option) => {
    const name = option.shape.connector.value;
    return [`## A machine: \`connector: ${name}\``, table(rowsOf(jsonSchema(option), ''))].join('\n\n');
  });
  return [
    '# mantinel.yaml',
    '<!-- Generated from packages/contract/src/config.ts by scripts/generate-docs.ts: change it there. -->',
    'One file in the folder where Mantinel is started. Every setting has a default; without the file the demonstration runs.',
    'Paths are relative to the file. `mantinel config check FILE` checks one and names the line of every mistake.',
    `\`\`\`yaml\n${example}\`\`\``,
    '## General',
    table(rowsOf({ properties: general, required: whole.required ?? [] }, '')),
    '## Machines',
    '`machines` is a list; each entry is one machine, and its `connector` decides which settings it has.',
    ...connectors,
    '',
  ].join('\n\n');
}

const example = `site: hall-2
http:
  host: 0.0.0.0        # reachable from the shop network
machines:
  - connector: mtconnect
    id: mill-1
    name: Mill 1
    url: http://10.0.4.21:5000
    device: VMC-3Axis
  - connector: shdr
    id: lathe-1
    host: 10.0.4.30
    controller: fanuc
    timeZone: Europe/Bratislava
    deviceModel: lathe-1/Devices.xml
`;

const jsonSchema = (schema: z.ZodType): Schema => z.toJSONSchema(schema, { io: 'input' }) as Schema;

function rowsOf(schema: Pick<Schema, 'properties' | 'required'>, prefix: string): Row[] {
  return Object.entries((schema.properties ?? {}) as Record<string, Schema>).flatMap(([name, property]) => {
    const setting = prefix + name;
    if (property.properties) return rowsOf(property, `${setting}.`).map((row) => inherit(row, property));
    const required = schema.required?.includes(name) ?? false;
    return [
      {
        setting,
        meaning: property.description ?? '',
        values: valuesOf(property),
        standard: standardOf(property, required),
      },
    ];
  });
}

/** A group's description stands for its settings that have none. */
const inherit = (row: Row, group: Schema): Row => ({
  ...row,
  meaning: row.meaning || (group.description ?? ''),
});

function standardOf(property: Schema, required: boolean): string {
  if (property.default !== undefined) return `\`${JSON.stringify(property.default)}\``;
  if (property.const !== undefined) return '';
  return required ? '**required**' : '–';
}

/** JSON Schema writes "no bound" as the largest safe integer. */
const bounded = (bound: number | undefined): bound is number =>
  bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;

function valuesOf(property: Schema): string {
  if (property.const !== undefined) return `\`${String(property.const)}\``;
  if (property.enum) return property.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (property.anyOf) return property.anyOf.map((option) => valuesOf(option as Schema)).join(' or ');
  if (property.type === 'integer' || property.type === 'number') {
    const number = property.type === 'integer' ? 'whole number' : 'number';
    const least =
      property.exclusiveMinimum === 0
        ? 'above 0'
        : bounded(property.minimum)
          ? `from ${property.minimum}`
          : '';
    const most = bounded(property.maximum) ? `to ${property.maximum}` : '';
    return [number, least, most].filter(Boolean).join(' ');
  }
  if (property.type === 'boolean') return '`true`, `false`';
  if (property.format === 'uri') return 'address';
  if (property.pattern === '^[a-z0-9][a-z0-9-]{0,62}$') return 'lower-case letters, digits, hyphens';
  return 'text';
}

function table(rows: readonly Row[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    line(['Setting', 'Meaning', 'Values', 'Default']),
    '|---|---|---|---|',
    ...rows.map((row) => line([`\`${row.setting}\``, row.meaning, row.values, row.standard])),
  ].join('\n');
}
