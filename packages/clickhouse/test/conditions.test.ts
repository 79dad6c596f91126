/** Conditions over what random logs seldom hold: numbers at the edges, odd keys, punctuation beyond ASCII, letters of other scripts. */
import { type Condition, eventTest, type NewEvent } from '@mantinel/domain';
import { linearRegex } from '@mantinel/domain/linear-regex';
import { type EventStore, everything } from '@mantinel/logbook';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { withoutChdb } from './chdb.ts';
import { chdbPlaces } from './place.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const event = (
  message: string,
  attributes: NewEvent['attributes'],
  over: Partial<NewEvent> = {},
): NewEvent => ({
  timeUs: 1_790_000_000_000_000,
  receivedUs: 1_790_000_000_000_000,
  site: 'main',
  kind: 'message',
  severity: 9,
  code: 'test.odd',
  message,
  attributes,
  quality: 'good',
  ...over,
});
const events: readonly NewEvent[] = [
  event('⌀63—fräse „GRÖSSE“ 4', {
    big: 1e20,
    tiny: 1e-300,
    zero: -0,
    third: 0.1 + 0.2,
    whole: 2 ** 53,
    on: true,
  }),
  event('İstanbul ŠKODA_100%', {
    big: -1e21,
    "it's.a\\key": 'Ž',
    on: 'true',
    none: null,
    nested: { text: 'ŠKODA' },
  }),
  event('a.b*c (d) [e] {f} $g ^h', { text: 'one_two%three\\four', number: '1e+20', list: ['one'] }),
  event('', { text: 'two\nlines of\ttext\u0000end' }, { machine: '', path: '%_\\' }),
  event('ſervo ΟΔΟΣ', { constructor: 'x', __count: 3 }, { machine: 'm', severity: 24 }),
];
const conditions: readonly Condition[] = [
  { is: 'words', text: 'fräse' },
  { is: 'words', text: '63 FRÄSE größe' },
  { is: 'words', text: 'škoda_100' },
  { is: 'words', text: 'škoda', prefix: true },
  { is: 'words', text: 'one_two three four' },
  { is: 'words', text: 'servo οδος' },
  { is: 'words', text: 'b c d', field: 'message' },
  { is: 'words', text: 'text', field: 'attribute.text' },
  { is: 'words', text: '$' },
  { is: 'contains', text: '%' },
  { is: 'contains', text: '\\' },
  { is: 'contains', text: '_' },
  { is: 'contains', text: 'i̇stan' },
  { is: 'contains', text: '\u0000' },
  { is: 'contains', text: '', field: 'machine' },
  { is: 'contains', text: 'škoda' },
  { is: 'regex', source: '\\[e\\] \\{f' },
  { is: 'regex', source: 'lines.of' },
  { is: 'regex', source: 'two.lines' },
  { is: 'regex', source: '^lines' },
  { is: 'regex', source: '(?-i:škoda)' },
  { is: 'regex', source: 'š|ž' },
  { is: 'begins', text: '%_', field: 'path' },
  { is: 'equals', field: 'attribute.big', value: 1e20 },
  { is: 'equals', field: 'attribute.big', value: '100000000000000000000' },
  { is: 'equals', field: 'attribute.big', value: '1e20' },
  { is: 'equals', field: 'attribute.number', value: '1E+20' },
  { is: 'equals', field: 'attribute.big', value: -1e21 },
  { is: 'equals', field: 'attribute.tiny', value: 1e-300 },
  { is: 'equals', field: 'attribute.zero', value: 0 },
  { is: 'equals', field: 'attribute.zero', value: '-0' },
  { is: 'equals', field: 'attribute.third', value: 0.1 + 0.2 },
  { is: 'equals', field: 'attribute.third', value: 0.3 },
  { is: 'equals', field: 'attribute.whole', value: 2 ** 53 },
  { is: 'equals', field: 'attribute.on', value: true },
  { is: 'equals', field: 'attribute.none', value: 'null' },
  { is: 'equals', field: "attribute.it's.a\\key", value: 'ž' },
  { is: 'equals', field: 'attribute.constructor', value: 'X' },
  { is: 'equals', field: 'machine', value: '' },
  { is: 'range', field: 'attribute.big', min: 1e20 },
  { is: 'range', field: 'attribute.big', below: 0 },
  { is: 'range', field: 'attribute.third', above: 0.3 },
  { is: 'range', field: 'attribute.third', max: 0.1 + 0.2 },
  { is: 'range', field: 'attribute.tiny', above: 0 },
  { is: 'range', field: 'severity', above: 9, max: 24 },
  { is: 'present', field: 'attribute.none' },
  { is: 'present', field: 'attribute.toString' },
  { is: 'present', field: 'machine' },
  { is: 'template', text: '<*> GRÖSSE“ <*>' },
  { is: 'template', text: 'a.b*c d e f $g ^h' },
  { is: 'template', text: 'a.b*c <*> $g ^h' },
  { is: 'not', of: { is: 'contains', text: 'm', field: 'machine' } },
];

describe.skipIf(withoutChdb)(`conditions${withoutChdb ? `: ${withoutChdb}` : ''}`, () => {
  if (withoutChdb) return;
  const places = chdbPlaces();
  let store: EventStore;
  beforeAll(async () => {
    store = await places.open(places.next());
    await store.append({ events });
  });
  afterAll(async () => {
    await store.close();
    places.close();
  });

  test.each(conditions.map((where) => [JSON.stringify(where), where] as const))('%s', async (_, where) => {
    const filter = { codes: ['test.odd'], where };
    const request = { scope: everything, filter, order: 'received', direction: 'newer', limit: 99 } as const;
    const { events: found } = await store.page(request);
    const expected = events.filter(eventTest(where, { regex: linearRegex }));
    expect(found.map(({ message }) => message)).toEqual(expected.map(({ message }) => message));
  });

  test('every one of them comes back as it was', async () => {
    const request = {
      scope: everything,
      filter: {},
      order: 'received',
      direction: 'newer',
      limit: 99,
    } as const;
    const { events: found } = await store.page(request);
    expect(found.map(({ node: _, epoch: __, seq: ___, ...event }) => event)).toEqual(events);
  });
});
