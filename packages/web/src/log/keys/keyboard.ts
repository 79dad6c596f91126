/** Which key does what: lnav's habits. */
export const commands = {
  rowDown: ['j', 'ArrowDown'],
  rowUp: ['k', 'ArrowUp'],
  pageDown: [' ', 'PageDown'],
  pageUp: ['b', 'PageUp'],
  oldest: ['g', 'Home'],
  newest: ['G', 'End'],
  nextError: ['e'],
  previousError: ['E'],
  nextWarning: ['w'],
  previousWarning: ['W'],
  search: ['/'],
  nextHit: ['n'],
  previousHit: ['N'],
  detail: ['Enter'],
  context: ['c'],
  patterns: ['m'],
  notes: ['a'],
  facets: ['f'],
  togglePause: ['p'],
  operator: ['1'],
  technical: ['2'],
  developer: ['3'],
  help: ['?'],
  close: ['Escape'],
} as const satisfies Record<string, readonly string[]>;

export type Command = keyof typeof commands;

export interface Stroke {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  /** What has the focus: a field that takes text, a list or slider that is moved in, something that is pressed, or none of them. */
  readonly focus: 'text' | 'moved' | 'pressed' | 'page';
}

const byKey = new Map<string, Command>(
  Object.entries(commands).flatMap(([command, keys]) =>
    keys.map((key) => [key, command as Command] as const),
  ),
);

/** What is focused keeps the keys by which it is worked, and no others: whoever pressed a button still pages through the rows. */
const keysOfPressed = new Set(['Enter', ' ']);
const keysOfMoved = new Set([...keysOfPressed, 'ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp']);

/** Never a key that a person types into a field (only Escape leaves it), nor one of the browser's own combinations. */
export function commandOf({ key, ctrl, alt, meta, focus }: Stroke): Command | undefined {
  if (ctrl || alt || meta) return undefined;
  const command = byKey.get(key);
  if (focus === 'text' && command !== 'close') return undefined;
  if (focus === 'pressed' && keysOfPressed.has(key)) return undefined;
  if (focus === 'moved' && keysOfMoved.has(key)) return undefined;
  return command;
}

export function focusOf(target: EventTarget | null): Stroke['focus'] {
  if (!(target instanceof HTMLElement)) return 'page';
  if (target.isContentEditable) return 'text';
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return 'text';
  if (target.closest('[role=slider], [role=menu], [role=dialog]') && !isTextField(target)) return 'moved';
  if (isTextField(target)) return 'text';
  return target.closest('button, a, summary, input') ? 'pressed' : 'page';
}

const isTextField = (target: HTMLElement): boolean =>
  target instanceof HTMLInputElement && !/^(checkbox|radio|button|file)$/.test(target.type);
