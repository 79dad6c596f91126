/** Walks the configuration schema by a path: which settings may stand there, and which one was probably meant. */
import { z } from 'zod';

/** The names of the settings allowed at a path; a union is decided by its discriminator in the value. */
export function schemaAt(
  schema: z.core.$ZodType,
  path: readonly (string | number)[],
  value: unknown,
): string[] {
  const inner = unwrap(schema, value);
  const [head, ...tail] = path;
  if (head === undefined) return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
  const next =
    inner instanceof z.ZodObject
      ? (inner.shape[head] as z.core.$ZodType | undefined)
      : inner instanceof z.ZodArray
        ? inner.element
        : undefined;
  return next ? schemaAt(next, tail, (value as Record<string | number, unknown> | undefined)?.[head]) : [];
}

function unwrap(schema: z.core.$ZodType, value: unknown): z.core.$ZodType {
  if (
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable
  )
    return unwrap(schema.def.innerType, value);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const { discriminator, options } = schema.def;
    const wanted = (value as Record<string, unknown> | undefined)?.[discriminator];
    const option = options.find(
      (candidate) =>
        candidate instanceof z.ZodObject &&
        candidate.shape[discriminator]?.safeParse(wanted).success === true,
    );
    return option ? unwrap(option, value) : schema;
  }
  return schema;
}

/** The known name closest to what was typed, when close enough to be a slip of the finger. */
export function nearestKey(typed: string, known: readonly string[]): string | undefined {
  const allowed = Math.max(2, Math.floor(typed.length / 3));
  const ranked = known
    .map((name) => ({ name, distance: distance(typed.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0] && ranked[0].distance <= allowed ? ranked[0].name : undefined;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row.push(Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + cost));
    }
    previous = row;
  }
  return previous[b.length]!;
}
