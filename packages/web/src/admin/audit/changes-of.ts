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

/** Words and whereabouts of the reader, which are sealed and therefore stand by themselves. */
const ownWords = ['search', 'address'] as const;

export function changesOf({ attributes }: Pick<Event, 'attributes'>): AuditChange[] {
  const own = ownWords.flatMap((name) => (attributes[name] === undefined ? [] : [[name, attributes[name]]]));
  const before = held(attributes.before);
  const after: Held = { ...held(attributes.after), ...Object.fromEntries(own) };
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((name) => ({ name, before: text(before[name]), after: text(after[name]) }))
    .filter((change) => change.before !== change.after);
}
