/** Every setting of the schema but the machines, which are changed one by one. */
import { Config } from '@mantinel/contract';
import { z } from 'zod';

export interface SettingOf {
  /** `http.port`. */
  readonly setting: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly requiresRestart: boolean;
  readonly fixed: boolean;
}

/** As it is served: largest safe integers are no limits, and every setting says whether it needs a restart. */
export function settingsSchema(): Record<string, unknown> {
  const { machines: _machines, ...shape } = Config.shape;
  return withMarks(z.toJSONSchema(z.strictObject(shape), { io: 'input' }) as Record<string, unknown>);
}

export const settingsOf = (schema: Readonly<Record<string, unknown>>, prefix = ''): SettingOf[] =>
  Object.entries(schema.properties as Record<string, Record<string, unknown>>).flatMap(([name, part]) =>
    part.properties === undefined
      ? [
          {
            setting: prefix + name,
            schema: part,
            requiresRestart: part.requiresRestart !== false,
            fixed: part.fixed === true,
          },
        ]
      : settingsOf(part, `${prefix}${name}.`),
  );

/** The value at a setting; undefined where there is none. */
export function valueAt(whole: unknown, setting: string): unknown {
  let value = whole;
  for (const name of setting.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function withMarks(schema: Record<string, unknown>): Record<string, unknown> {
  const properties = schema.properties as Record<string, Record<string, unknown>> | undefined;
  if (properties)
    return {
      ...schema,
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, part]) => [name, withMarks(part)]),
      ),
    };
  const limits = Object.entries(schema).filter(
    ([, value]) => typeof value !== 'number' || Math.abs(value) < Number.MAX_SAFE_INTEGER,
  );
  return { ...Object.fromEntries(limits), requiresRestart: schema.requiresRestart !== false };
}
