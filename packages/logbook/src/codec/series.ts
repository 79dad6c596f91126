/** What many events of a batch share, so that a scan decides by index instead of by text. */
import {
  type AttributeValue,
  type Kind,
  kinds,
  type Quality,
  qualities,
  type Severity,
} from '@mantinel/domain';

export const attributeTypes = ['number', 'string', 'boolean', 'null', 'json'] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** Place in `attributeTypes`. */
export function attributeTypeOf(value: AttributeValue): number {
  switch (typeof value) {
    case 'number':
      return 0;
    case 'string':
      return 1;
    case 'boolean':
      return 2;
    default:
      return value === null ? 3 : 4;
  }
}

/** Everything that is the same in many events: one entry stands for it all. */
export interface Series {
  readonly site: string;
  readonly machine?: string;
  readonly path?: string;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly code: string;
  readonly quality: Quality;
  readonly shape: readonly { readonly key: string; readonly type: AttributeType }[];
}

/** All of a series but its machine. */
export type Profile = Omit<Series, 'machine'>;

/** The same for the same profile, and sorted so that alike ones stand near each other. */
export function profileKey({ site, path, kind, severity, code, quality, shape }: Profile): string {
  // Lengths before the free texts, so that no two profiles share a key.
  let key = `${kind} ${path === undefined ? '-' : `${path.length} ${path}`} ${code.length} ${code} ${severity} ${quality} ${site.length} ${site}`;
  for (const attribute of shape) key += ` ${attribute.key.length} ${attribute.key}${attribute.type}`;
  return key;
}

/** A series from its words (see SeriesTable). Throws RangeError when they point outside a dictionary. */
export function seriesOf(
  words: ArrayLike<number>,
  text: (index: number) => string,
  shapes: readonly Series['shape'][],
): Series {
  const machine = words[1]!;
  const path = words[2]!;
  const facts = words[5]!;
  return {
    site: text(words[0]!),
    ...(machine > 0 && { machine: text(machine - 1) }),
    ...(path > 0 && { path: text(path - 1) }),
    kind: entryAt(kinds, facts & 255),
    severity: (facts >> 8) & 255,
    code: text(words[3]!),
    quality: entryAt(qualities, facts >> 16),
    shape: entryAt(shapes, words[4]!),
  };
}

/** Throws RangeError when there is no such entry. */
export function entryAt<T>(list: readonly T[], index: number): T {
  const entry = list[index];
  if (entry === undefined) throw new RangeError('an index points outside its dictionary');
  return entry;
}
