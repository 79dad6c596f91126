/** In a flood some matters of each rule are kept, and the rest is counted in the last of them. */
import type { NewMatter, Store } from '@mantinel/store';

/** At once, and of one rule. */
const keptAtOnce = 200;
const mostOpen = 1000;

/** `found`: by rule. */
export async function boundedMatters(
  found: ReadonlyMap<string, readonly NewMatter[]>,
  notifications: Pick<Store['notifications'], 'openMatters'>,
): Promise<NewMatter[]> {
  const lists = [...found].filter(([, list]) => list.length > 0);
  if (lists.length === 0) return [];
  const open = await notifications.openMatters();
  return lists.flatMap(([rule, list]) => {
    const room = Math.max(1, Math.min(keptAtOnce, mostOpen - (open.get(rule) ?? 0)));
    const last = list[room - 1];
    if (list.length <= room || !last) return list;
    return [...list.slice(0, room - 1), { ...last, more: list.length - room }];
  });
}
