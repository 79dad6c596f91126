/** A setting as its schema describes it, and its value as the text of a field and back. */
import type { ConfigurationView } from '@mantinel/contract';

export interface SettingSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, SettingSchema>>;
  readonly items?: SettingSchema;
  readonly anyOf?: readonly SettingSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly unit?: string;
  readonly fixed?: boolean;
}

export type Shape = 'text' | 'number' | 'choice' | 'yesNo' | 'lines' | 'json';

export function shapeOf(schema: SettingSchema): Shape {
  if (schema.enum) return 'choice';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.type === 'boolean') return 'yesNo';
  if (schema.type === 'array') return schema.items && isScalar(schema.items) ? 'lines' : 'json';
  return schema.type === 'object' ? 'json' : 'text';
}

const isScalar = ({ type, anyOf }: SettingSchema): boolean =>
  type === undefined ? (anyOf?.every(isScalar) ?? false) : type !== 'object' && type !== 'array';

/** Empty for what is not set. */
export function textOf(schema: SettingSchema, value: unknown): string {
  if (value === undefined || value === null) return '';
  const shape = shapeOf(schema);
  if (shape === 'lines' && Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value, null, shape === 'json' ? 2 : 0);
}

/** What is sent; null for the default. What is no value of the setting is sent as it is typed: the server says what is wrong. */
export function settingValue(schema: SettingSchema, text: string): unknown {
  const shape = shapeOf(schema);
  if (shape === 'lines')
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const plain = text.trim();
  if (plain === '') return null;
  if (shape === 'text') return schema.anyOf && /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : plain;
  if (shape === 'number') return Number.isNaN(Number(plain)) ? plain : Number(plain);
  if (shape === 'yesNo') return plain === 'true';
  if (shape === 'choice') return plain;
  try {
    return JSON.parse(plain) as unknown;
  } catch {
    return plain; // told by the server, with the setting's name
  }
}

/** Groups of settings, in the order of the schema: those at the top first, under no name. */
export function groupsOf({ schema }: Pick<ConfigurationView, 'schema'>): Map<string, string[]> {
  const groups = new Map<string, string[]>([['', []]]);
  const walk = (part: SettingSchema, path: readonly string[]) => {
    for (const [name, inner] of Object.entries(part.properties ?? {})) {
      const here = [...path, name];
      if (inner.properties) walk(inner, here);
      else {
        const group = path[0] ?? '';
        groups.set(group, [...(groups.get(group) ?? []), here.join('.')]);
      }
    }
  };
  walk(schema, []);
  return groups;
}

export function schemaOf({ schema }: Pick<ConfigurationView, 'schema'>, setting: string): SettingSchema {
  let part: SettingSchema = schema;
  for (const name of setting.split('.')) part = part.properties?.[name] ?? {};
  return part;
}
