/** Which events a webhook reports. */
import { type Event, isVisibleAt, type PlantTree, reachOf } from '@mantinel/domain';
import { scopeTest } from '@mantinel/logbook';
import type { WebhookRow } from '@mantinel/store';
import { union } from '../../http/reader-scope.ts';

/** Of the place as the plant is now; a machine's events are addressed by the site where they happened. */
export function matchWebhook(
  { id, place, level, codes }: WebhookRow,
  tree: PlantTree,
): (event: Event) => boolean {
  const isThere = scopeTest(union(reachOf(tree, [place])));
  const exact = new Set(codes.filter((code) => !code.endsWith('*')));
  const prefixes = codes.filter((code) => code.endsWith('*')).map((code) => code.slice(0, -1));
  const isWanted = (code: string) =>
    codes.length === 0 || exact.has(code) || prefixes.some((prefix) => code.startsWith(prefix));
  return (event) =>
    // What people did is read by the audit trail's own right, and readings are no news.
    event.kind !== 'audit' &&
    event.kind !== 'sample' &&
    isVisibleAt(level, event) &&
    isWanted(event.code) &&
    isThere(event) &&
    // Of its own failure it would hear when it fails again.
    event.attributes.webhook !== id;
}
