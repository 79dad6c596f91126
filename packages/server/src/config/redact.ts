/** Configuration without what must not be shown, and back again: a secret sent as it was shown stays as it is. */
import { AppError } from '@mantinel/contract';

export const hidden = '***';

type Schema = Readonly<Record<string, unknown>>;

/** `schema` is the JSON Schema of the value; a password within an address is hidden whatever the schema says. */
export function redacted(value: unknown, schema: Schema | undefined): unknown {
  if (value === undefined || value === null) return value;
  if (schema?.secret === true) return hidden;
  if (typeof value === 'string') return withoutPassword(value);
  if (Array.isArray(value)) return value.map((entry) => redacted(entry, partOf(schema, 'items', entry)));
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, redacted(entry, propertyOf(schema, name, value))]),
  );
}

/** Throws `configuration.refused` where a hidden secret is sent for something that it did not belong to. */
export function unredacted(
  value: unknown,
  before: unknown,
  { setting, schema }: { setting: string; schema: Schema | undefined },
): unknown {
  const again = () =>
    new AppError('configuration.refused', {
      data: {
        setting,
        problem: 'the secret belongs to another entry or address',
        remedy: 'Enter the password or secret anew.',
      },
    });
  if (typeof value === 'string') {
    const shown = redacted(before, schema);
    if (value === shown) return before;
    if (value === hidden || passwordOf(value) === hidden) throw again();
    return value;
  }
  if (Array.isArray(value)) {
    const entries = Array.isArray(before) ? before : [];
    return value.map((entry, index) => {
      const part = partOf(schema, 'items', entry);
      return unredacted(entry, counterpart(entry, { entries, index, part }), { setting, schema: part });
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  const known = typeof before === 'object' && before !== null ? (before as Record<string, unknown>) : {};
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      name,
      unredacted(entry, known[name], { setting, schema: propertyOf(schema, name, value) }),
    ]),
  );
}

/** The entry of a list that this one was: by all that is shown of it, else by its id or its place. */
function counterpart(
  entry: unknown,
  { entries, index, part }: { entries: readonly unknown[]; index: number; part: Schema | undefined },
): unknown {
  const text = JSON.stringify(entry);
  const same = entries.find((other) => JSON.stringify(redacted(other, part)) === text);
  const id = idOf(entry);
  return same ?? (id === undefined ? entries[index] : entries.find((other) => idOf(other) === id));
}

const idOf = (entry: unknown): unknown =>
  typeof entry === 'object' && entry !== null ? (entry as { id?: unknown }).id : undefined;

function partOf(schema: Schema | undefined, name: string, value: unknown): Schema | undefined {
  return chosen(schema?.[name] as Schema | undefined, value);
}

function propertyOf(schema: Schema | undefined, name: string, whole: object): Schema | undefined {
  const properties = chosen(schema, whole)?.properties as Record<string, Schema> | undefined;
  return properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** Of the shapes that something may have, the one whose fixed values are these. */
function chosen(schema: Schema | undefined, value: unknown): Schema | undefined {
  const shapes = (schema?.oneOf ?? schema?.anyOf) as readonly Schema[] | undefined;
  if (!shapes) return schema;
  return shapes.find((shape) =>
    Object.entries((shape.properties ?? {}) as Record<string, Schema>).every(
      ([name, part]) =>
        part.const === undefined || part.const === (value as Record<string, unknown> | undefined)?.[name],
    ),
  );
}

const address = /^([a-z][a-z0-9+.-]*:\/\/[^/?#@:]*:)([^/?#]*)(@)/i;
const withoutPassword = (text: string): string => text.replace(address, `$1${hidden}$3`);
const passwordOf = (text: string): string | undefined => address.exec(text)?.[2];
