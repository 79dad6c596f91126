/** What may follow in a search that is being typed: names and values that occur among the events which its reader may see. */
import type { Completions, EventFilter } from '@mantinel/contract';
import {
  type AttributeValue,
  compileQuery,
  completionAt,
  type Event,
  qualities,
  queryFields,
  severityRanges,
  valueText,
} from '@mantinel/domain';
import type { EventStore, Facet, Scope, Selection } from '@mantinel/logbook';
import { patternsOf } from './patterns.ts';
import { selection } from './selection.ts';

interface Found {
  readonly value: string;
  readonly count?: number;
}

const mostChoices = 30;
/** So many of the newest events tell which attributes and values there are. */
const lookedAt = 300;

export interface Completing {
  readonly filter: EventFilter;
  readonly cursor: number;
  readonly scope: Scope;
}

export async function complete(
  logbook: EventStore,
  { filter, cursor, scope }: Completing,
): Promise<Completions> {
  const place = completionAt(filter.query ?? '', cursor);
  if (!place) return { from: cursor, to: cursor, choices: [] };
  const { field, typed, from, to } = place;
  const { query: _typed, text: _text, ...rest } = filter;
  const selected = selection(rest, scope);
  if (field !== undefined) {
    const found = matching(await valuesOf(logbook, selected, field), typed);
    return { from, to, choices: found.map(({ value, count }) => choice(valueText(value), count)) };
  }
  const names = matching(await namesOf(logbook, selected), typed).map(({ value }) => choice(`${value}:`));
  const values = typed.length < 2 ? [] : await wholeTerms(logbook, selected, typed);
  return { from, to, choices: [...names, ...values].slice(0, mostChoices) };
}

const choice = (text: string, count?: number) => ({ text, ...(count === undefined ? {} : { count }) });

/** What begins as it is typed, whole or behind a dot, before what only holds it. */
function matching(found: readonly Found[], typed: string): Found[] {
  const part = typed.toLowerCase();
  const rank = ({ value }: Found) => {
    const text = value.toLowerCase();
    return text.startsWith(part) ? 0 : text.includes(`.${part}`) ? 1 : text.includes(part) ? 2 : 3;
  };
  return found
    .filter(({ value }) => value !== '')
    .map((each) => ({ each, rank: rank(each) }))
    .filter((each) => each.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, mostChoices)
    .map(({ each }) => each);
}

/** Fields, then what readings are called, then attributes. */
async function namesOf(logbook: EventStore, selected: Selection): Promise<Found[]> {
  const readings = { ...selected, filter: { ...selected.filter, kinds: ['sample', 'state'] as const } };
  const [codes, events] = await Promise.all([logbook.facets(readings, 'code'), newest(logbook, selected)]);
  const names = new Set<string>(queryFields);
  for (const { value } of codes.values) names.add(value.slice(value.lastIndexOf('.') + 1));
  for (const { attributes } of events) for (const name of Object.keys(attributes)) names.add(name);
  // Others cannot be typed as a name.
  return [...names].filter((name) => /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name)).map((value) => ({ value }));
}

/** A machine or a code that is called as a word was begun. */
async function wholeTerms(logbook: EventStore, selected: Selection, typed: string) {
  const [machines, codes] = await Promise.all([
    logbook.facets(selected, 'machine'),
    logbook.facets(selected, 'code'),
  ]);
  const terms = (field: string, found: readonly Found[]) =>
    matching(found, typed).map(({ value, count }) => choice(`${field}:${valueText(value)}`, count));
  return [...terms('machine', machines.values), ...terms('code', codes.values)];
}

const facets = new Set<string>(['machine', 'code', 'kind', 'path'] satisfies Facet[]);
const isFacet = (field: string): field is Facet => facets.has(field);

async function valuesOf(logbook: EventStore, selected: Selection, field: string): Promise<readonly Found[]> {
  if (isFacet(field)) return (await logbook.facets(selected, field)).values;
  switch (field) {
    case 'severity':
      return severityRanges.map((value) => ({ value }));
    case 'quality':
      return qualities.map((value) => ({ value }));
    case 'message':
      return [];
    case 'template': {
      const { patterns } = await patternsOf(logbook, selected, mostChoices);
      return patterns.map(({ template, count }) => ({ value: template, count }));
    }
    case 'site':
      return counted((await newest(logbook, selected)).map(({ site }) => site));
    default: {
      const present = { type: 'field', field, value: { text: '*', wild: true, quoted: false } } as const;
      const where = compileQuery(present);
      const events = await newest(logbook, { ...selected, filter: { ...selected.filter, where } });
      const name = field.replace(/^attributes\./, '');
      return counted(events.flatMap(({ attributes }) => plain(attributes[name] ?? attributes.value)));
    }
  }
}

async function newest(logbook: EventStore, selected: Selection): Promise<readonly Event[]> {
  return (await logbook.page({ ...selected, direction: 'older', limit: lookedAt })).events;
}

const plain = (value: AttributeValue | undefined): string[] =>
  value === undefined || value === null || typeof value === 'object' ? [] : [String(value)];

function counted(values: readonly string[]): Found[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}
