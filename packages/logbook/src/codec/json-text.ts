/** Nested attribute values as JSON text. JSON.stringify would turn -0 into 0 and NaN into null; this keeps or refuses them. */
import type { AttributeValue } from '@mantinel/domain';

/** Throws TypeError for what JSON cannot carry. A lone surrogate becomes U+FFFD. */
export function jsonText(value: AttributeValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} is not a finite number`);
    return Object.is(value, -0) ? '-0' : String(value);
  }
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} is not an attribute value`);
  const members = Object.entries(value).map(([key, member]) => `${jsonText(key)}:${jsonText(member)}`);
  return `{${members.join(',')}}`;
}
