/** What differs between before and after of an audit event, name by name. */
import type { Event } from '@mantinel/contract';
import type { AttributeValue } from '@mantinel/domain';

export interface AuditChange {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

type Held = Readonly<Record<string, AttributeValue>>;

const held = (value: AttributeValue | undefined): Held =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Held) : {};

const text = (value: AttributeValue | undefined): string | undefined =>
  value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);

export function changesOf({ attributes }: Pick<Event, 'attributes'>): AuditChange[] {
  const [before, after] = [held(attributes.before), held(attributes.after)];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((name) => ({ name, before: text(before[name]), after: text(after[name]) }))
    .filter((change) => change.before !== change.after);
}
