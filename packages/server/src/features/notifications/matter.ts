/** What an event is to a rule about events. */
import { type Event, formatEventId, isVisibleAt, type PlantTree, reachOf } from '@mantinel/domain';
import { scopeTest } from '@mantinel/logbook';
import type { MatterTold, NotificationRuleRow } from '@mantinel/store';
import { union } from '../../http/reader-scope.ts';

export interface Matter {
  readonly key: string;
  readonly subject: string;
  readonly told: MatterTold;
}

export type Explainable = Pick<Event, 'site' | 'machine' | 'path' | 'code' | 'message' | 'attributes'>;

/** What an event or an alarm is called for people, in the language of the rule. */
export type Meaning = (
  event: Explainable,
  language: NotificationRuleRow['language'],
) => { title: string; action?: string } | undefined;

/** Own messages are no news to anybody: they would tell of themselves for ever. */
const isOwn = ({ code }: Event) => code.startsWith('notification.');

/** Of the place as the plant is now. */
export function matterOf(
  rule: NotificationRuleRow,
  tree: PlantTree,
  meaning: Meaning,
): (event: Event) => Matter | undefined {
  const { when } = rule;
  if (when.kind !== 'events') return () => undefined;
  const isThere = scopeTest(union(reachOf(tree, [rule.place])));
  const isWanted = codeTest(when.codes);
  const text = when.text.toLowerCase();
  const isMeant = (event: Event) =>
    // What people did is read by the audit trail's own right, and readings are no news.
    event.kind !== 'audit' &&
    event.kind !== 'sample' &&
    isVisibleAt(when.level, event) &&
    isWanted(event.code) &&
    event.message.toLowerCase().includes(text);
  return (event) => {
    if (isOwn(event) || !isMeant(event) || !isThere(event)) return undefined;
    const said = meaning(event, rule.language);
    const id = formatEventId(event);
    return {
      key: id,
      subject: `event|${id}`,
      told: {
        atUs: event.timeUs,
        code: event.code,
        title: (said?.title ?? event.message) || event.code,
        event: id,
        ...(said?.action === undefined ? {} : { action: said.action }),
        ...(event.machine === undefined ? {} : { machine: event.machine }),
      },
    };
  };
}

/** A code that ends in `*` stands for all that begin so; none for every one. */
export function codeTest(codes: readonly string[]): (code: string) => boolean {
  if (codes.length === 0) return () => true;
  const exact = new Set(codes.filter((code) => !code.endsWith('*')));
  const prefixes = codes.filter((code) => code.endsWith('*')).map((code) => code.slice(0, -1));
  return (code) => exact.has(code) || prefixes.some((prefix) => code.startsWith(prefix));
}
