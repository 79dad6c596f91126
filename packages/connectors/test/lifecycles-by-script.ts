/**
 * Alarm lifecycles of a recording, found without any part of the program: each alarm of an item becomes a word over the
 * letters r (it is named), o (another is), n (it is gone), u (the item is not available), x (the item has named everything
 * after it was not available, and not this one); lifecycles are what a regular expression finds in it.
 */
export interface Lifecycle {
  readonly item: string;
  readonly nativeCode: string;
  readonly raisedUs: number;
  readonly clearedUs: number | undefined;
  readonly how: 'told' | 'notRestated' | undefined;
  readonly level: string;
  readonly text: string;
}

interface Statement {
  readonly line: number;
  readonly timeUs: number;
  readonly level: string;
  readonly nativeCode: string;
  readonly text: string;
}

const restatingUs = 10_000_000;

export function lifecyclesByScript(text: string, devices: string): Lifecycle[] {
  const conditions = new Set<string>();
  for (const [, attributes] of devices.matchAll(/<DataItem\b([^>]*)>/g)) {
    if (!/category=["']CONDITION["']/.test(attributes!)) continue;
    for (const [, name] of attributes!.matchAll(/\b(?:id|name)=["']([^"']*)["']/g)) conditions.add(name!);
  }
  const times: number[] = [];
  const byItem = new Map<string, Statement[]>();
  for (const [line, written] of text.split(/\r?\n/).entries()) {
    const [stamp = '', item = '', level = '', nativeCode = '', , , ...rest] = written.split('|');
    times[line] = microseconds(stamp);
    if (!conditions.has(item)) continue;
    const said = {
      line,
      timeUs: times[line],
      level: level.toLowerCase(),
      nativeCode,
      text: rest.join('|').trim(),
    };
    byItem.set(item, [...(byItem.get(item) ?? []), said]);
  }
  return [...byItem].flatMap(([item, said]) => {
    const named = said.filter(({ level }) => level === 'warning' || level === 'fault');
    return [...new Set(named.map(({ nativeCode }) => nativeCode))].flatMap((nativeCode) =>
      lifecyclesOf(said, nativeCode, times).map((found) => ({ item, nativeCode, ...found })),
    );
  });
}

type Letter = { readonly letter: string; readonly said: Statement };

function lifecyclesOf(said: readonly Statement[], nativeCode: string, times: readonly number[]) {
  const letters: Letter[] = said.map((one) => ({ letter: letterOf(one, nativeCode), said: one }));
  for (const [at, { letter }] of letters.entries()) {
    if (letter !== 'u') continue;
    const next = letters[at + 1];
    if (next?.letter !== 'r' && next?.letter !== 'o') continue;
    const begins = next.said;
    const end = times.findIndex(
      (timeUs, line) => line > begins.line && timeUs >= begins.timeUs + restatingUs,
    );
    const within = letters.filter(({ said: { line } }) => line >= begins.line && (end < 0 || line < end));
    if (end < 0 || within.some((one) => one.letter === 'r' || one.letter === 'u')) continue;
    letters.push({ letter: 'x', said: { ...begins, line: end - 0.5 } });
  }
  const inOrder = letters.toSorted((a, b) => a.said.line - b.said.line);
  const word = inOrder.map(({ letter }) => letter).join('');
  return [...word.matchAll(/r[rou]*(?:n|x|$)/g)].map((match) => {
    const of = inOrder.slice(match.index, match.index + match[0].length);
    const last = of.findLast(({ letter }) => letter === 'r')!.said;
    const end = of.at(-1)!;
    const ended = end.letter === 'n' || end.letter === 'x';
    return {
      raisedUs: of[0]!.said.timeUs,
      clearedUs: ended ? end.said.timeUs : undefined,
      how: ended ? (end.letter === 'n' ? ('told' as const) : ('notRestated' as const)) : undefined,
      level: last.level,
      text: last.text,
    };
  });
}

/** That another one is gone says nothing of this one, but names as well as that another stands. */
function letterOf({ level, nativeCode }: Statement, wanted: string): string {
  if (level === 'warning' || level === 'fault') return nativeCode === wanted ? 'r' : 'o';
  if (level === 'normal') return nativeCode === '' || nativeCode === wanted ? 'n' : 'o';
  return 'u';
}

function microseconds(stamp: string): number {
  const [, day, time, fraction = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d+))?Z?$/.exec(stamp) ?? [];
  return day === undefined
    ? Number.NaN
    : Date.parse(`${day}T${time}Z`) * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}
