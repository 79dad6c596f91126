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
  /** What has the focus: a field that takes text, a control with keys of its own, or neither. */
  readonly focus: 'text' | 'control' | 'page';
}

const byKey = new Map<string, Command>(
  Object.entries(commands).flatMap(([command, keys]) =>
    keys.map((key) => [key, command as Command] as const),
  ),
);

/** A focused button, link or slider keeps the keys by which it is worked. */
const keysOfControls = new Set(['Enter', ' ', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp']);

/** Never a key that a person types into a field (only Escape leaves it), nor one of the browser's own combinations. */
export function commandOf({ key, ctrl, alt, meta, focus }: Stroke): Command | undefined {
  if (ctrl || alt || meta) return undefined;
  const command = byKey.get(key);
  if (focus === 'text' && command !== 'close') return undefined;
  if (focus === 'control' && keysOfControls.has(key)) return undefined;
  return command;
}

export function focusOf(target: EventTarget | null): Stroke['focus'] {
  if (!(target instanceof HTMLElement)) return 'page';
  if (target.isContentEditable) return 'text';
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return 'text';
  if (target instanceof HTMLInputElement)
    return /^(checkbox|radio|button|file)$/.test(target.type) ? 'control' : 'text';
  return target.closest(
    'button, a, summary, [role=tab], [role=slider], [role=menu], [role=scrollbar], [role=dialog]',
  )
    ? 'control'
    : 'page';
}
