/** What the log panel shows, as the address bar carries it: every view is a permalink. */
import { type Kind, kinds, type Level, levels, longestQuery } from '@mantinel/domain';

export interface View {
  readonly level: Level;
  readonly order: 'received' | 'time';
  readonly machine: readonly string[];
  readonly kind: readonly Kind[];
  readonly code: readonly string[];
  readonly path: readonly string[];
  readonly minSeverity?: number;
  /** Only rows that this search finds are shown (docs/reference/search.md). */
  readonly query?: string;
  /** Only rows with this text are shown: of links from before there was a language of searches. */
  readonly text?: string;
  /** Rows that this search finds are marked and jumped to; the others stay. */
  readonly find?: string;
  readonly fromUs?: number;
  readonly toUs?: number;
  /** Where the context of an event is looked at: the address that leads back to the search. */
  readonly back?: string;
  /** Columns that are left out. */
  readonly hidden?: readonly Column[];
  /** Rows with more room than a mouse needs. */
  readonly density?: 'roomy';
  /** What the messages have in common, instead of the rows. */
  readonly show?: 'patterns';
}

/** Columns that a view may leave out: when it happened, and what, stay. */
export const columns = ['severity', 'machine', 'code'] as const;
export type Column = (typeof columns)[number];

export const defaultView: View = {
  level: 'technical',
  order: 'received',
  machine: [],
  kind: [],
  code: [],
  path: [],
};

const isLevel = (text: string | null): text is Level => levels.some((level) => level === text);
const isColumn = (text: string): text is Column => columns.some((column) => column === text);
const isKind = (text: string): text is Kind => kinds.some((kind) => kind === text);

function whole(text: string | null, least: number, most: number): number | undefined {
  if (text === null || !/^-?\d{1,16}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= least && number <= most ? number : undefined;
}

/** Reads an address; what it does not understand is left out, so that an old link still opens. */
export function parseView(search: string, fallback: View = defaultView): View {
  const params = new URLSearchParams(search);
  const level = params.get('level');
  const order = params.get('order');
  const texts = (name: string) =>
    [...new Set(params.getAll(name))].filter((text) => text !== '').slice(0, 200);
  const microseconds = (name: string) =>
    whole(params.get(name), Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  return compact({
    level: isLevel(level) ? level : fallback.level,
    order: order === 'received' || order === 'time' ? order : fallback.order,
    machine: texts('machine'),
    kind: texts('kind').filter(isKind),
    code: texts('code'),
    path: texts('path'),
    minSeverity: whole(params.get('minSeverity'), 1, 24),
    query: params.get('query')?.slice(0, longestQuery),
    text: params.get('text')?.slice(0, 500),
    find: params.get('find')?.slice(0, longestQuery),
    back: params.get('back')?.slice(0, 4000),
    show: params.get('show') === 'patterns' ? 'patterns' : undefined,
    hidden: texts('hidden').filter(isColumn),
    density: params.get('density') === 'roomy' ? 'roomy' : undefined,
    fromUs: microseconds('fromUs'),
    toUs: microseconds('toUs'),
  });
}

/** Drops empty texts, so that equal views compare equal. */
export function compact(view: { [K in keyof View]: View[K] | undefined } & View): View {
  const { minSeverity, query, text, find, fromUs, toUs, back, show, hidden, density, ...always } = view;
  return {
    ...always,
    ...(minSeverity === undefined ? {} : { minSeverity }),
    ...(query ? { query } : {}),
    ...(text ? { text } : {}),
    ...(find ? { find } : {}),
    ...(fromUs === undefined ? {} : { fromUs }),
    ...(toUs === undefined ? {} : { toUs }),
    ...(back === undefined ? {} : { back }),
    ...(show === undefined ? {} : { show }),
    ...(hidden === undefined || hidden.length === 0 ? {} : { hidden }),
    ...(density === undefined ? {} : { density }),
  };
}

/** The parameters of the API's EventFilter. */
export function filterParams(view: View): URLSearchParams {
  const params = new URLSearchParams({ level: view.level, order: view.order });
  for (const name of ['machine', 'kind', 'code', 'path'] as const) {
    for (const value of view[name]) params.append(name, value);
  }
  for (const name of ['minSeverity', 'query', 'text', 'fromUs', 'toUs'] as const) {
    const value = view[name];
    if (value !== undefined) params.set(name, String(value));
  }
  return params;
}

/** The address of a view: the same names as the API's, and what is searched for. */
export function viewSearch(view: View): string {
  const params = filterParams(view);
  for (const name of ['find', 'back', 'show', 'density'] as const) {
    const value = view[name];
    if (value !== undefined) params.set(name, value);
  }
  for (const column of view.hidden ?? []) params.append('hidden', column);
  return params.toString();
}

/** What of a view selects events: neither what is marked nor how it is shown. */
export function selecting(view: View): View {
  const { find: _find, back: _back, show: _show, hidden: _hidden, density: _density, ...selection } = view;
  return selection;
}

/** False where a text is searched for: then the store knows no ranks without reading everything. */
export const isRanked = ({ query, text }: View): boolean => query === undefined && text === undefined;

/** True when nothing narrows the level: then every row of the level belongs to the view. */
export function isUnfiltered(view: View): boolean {
  const { machine, kind, code, path } = view;
  return (
    machine.length + kind.length + code.length + path.length === 0 &&
    view.minSeverity === undefined &&
    isRanked(view) &&
    view.fromUs === undefined &&
    view.toUs === undefined
  );
}
