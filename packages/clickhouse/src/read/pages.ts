/** Pages, single events and places: keyset reading, so that whatever is appended meanwhile, no row comes twice or is passed over. */
import type { Event, EventIdentity } from '@mantinel/domain';
import type { Order, Page, PageRequest, Scope, Seek, Selection } from '@mantinel/logbook';
import { type Cut, formatKey, parseKey } from '@mantinel/logbook/store-parts';
import { type EventRow, eventColumns, eventOf } from '../schema/row.ts';
import { type ParameterList, parameterList } from './parameter-list.ts';
import type { Reading } from './reading.ts';
import { searches, whereSql } from './where.ts';

type Direction = PageRequest['direction'];

/** The columns by which an order is total; within one node. */
const places = { received: ['epoch', 'seq'], time: ['time_us', 'epoch', 'seq'] } as const;

const orderBy = (order: Order, direction: Direction): string =>
  places[order].map((column) => `${column} ${direction === 'older' ? 'DESC' : 'ASC'}`).join(', ');

/** Rows before a cut (`older`) or after it. */
function beyondSql(
  cut: Cut,
  { order, direction }: { order: Order; direction: Direction },
  list: ParameterList,
): string {
  const { timeUs, epoch, seq, after } = cut;
  const compares = direction === 'older' ? (after ? '<=' : '<') : after ? '>' : '>=';
  const at = [list.put('UInt64', epoch), list.put('UInt64', seq)];
  const tuple = (values: readonly string[]) =>
    `(${places[order].join(', ')}) ${compares} (${values.join(', ')})`;
  if (order === 'received') return tuple(at);
  const time = list.put('Int64', timeUs);
  // By itself, so that what is wholly beyond is passed over by its least and greatest time.
  return `time_us ${direction === 'older' ? '<=' : '>='} ${time} AND ${tuple([time, ...at])}`;
}

const placeOf = (order: Order, { timeUs, epoch, seq }: Event, after: boolean): string =>
  formatKey(order, { timeUs: order === 'time' ? timeUs : 0, epoch, seq, after });

export function pageReader({ driver, tables, node, head }: Reading) {
  /** `direction` tells the order as well: the next rows from a cut, nearest first. */
  async function rows(
    selection: Selection,
    { direction, from, limit }: { direction: Direction; from?: Cut | undefined; limit: number },
  ): Promise<Event[]> {
    const list = parameterList();
    const { order } = selection;
    const where = whereSql(selection, head(), list);
    const beyond = from ? ` AND ${beyondSql(from, { order, direction }, list)}` : '';
    const found = await driver.query<EventRow>(
      `SELECT ${eventColumns} FROM ${tables.events} WHERE ${where}${beyond} ORDER BY ${orderBy(order, direction)} LIMIT ${list.put('UInt64', limit)}`,
      list.values,
    );
    return found.map((row) => eventOf(row, node));
  }

  async function page(request: PageRequest): Promise<Page> {
    const { order, direction, limit } = request;
    const from = request.from === undefined ? undefined : parseKey(order, request.from);
    const older = direction === 'older';
    // One more than asked for tells whether reading on in this direction makes sense.
    const found = await rows(request, { direction, from, limit: limit + 1 });
    const events = found.slice(0, limit);
    if (older) events.reverse();
    const [first, last] = [events[0], events.at(-1)];
    if (!first || !last) return { events: [], ...(request.from !== undefined && { newer: request.from }) };
    const before = placeOf(order, first, false);
    const hasOlder = older
      ? found.length > limit
      : from !== undefined &&
        (await rows(request, { direction: 'older', from: parseKey(order, before), limit: 1 })).length > 0;
    return { events, ...(hasOlder && { older: before }), newer: placeOf(order, last, true) };
  }

  async function get({ node: of, epoch, seq }: EventIdentity, scope: Scope): Promise<Event | undefined> {
    if (of !== node) return undefined;
    const list = parameterList();
    const where = whereSql({ scope, filter: {}, order: 'received' }, head(), list);
    const [found] = await driver.query<EventRow>(
      `SELECT ${eventColumns} FROM ${tables.events} WHERE epoch = ${list.put('UInt64', epoch)} AND seq = ${list.put('UInt64', seq)} AND ${where} LIMIT 1`,
      list.values,
    );
    return found && eventOf(found, node);
  }

  async function seek(selection: Selection, to: Seek): Promise<string | undefined> {
    const { order, filter, scope } = selection;
    if ('event' in to) {
      const event = await get(to.event, scope);
      return event && placeOf(order, event, false);
    }
    if ('rank' in to) return searches(selection) || to.rank < 0 ? undefined : ofRank(selection, to.rank);
    const fromUs = Math.max(to.timeUs, filter.fromUs ?? Number.NEGATIVE_INFINITY);
    const [first] = await rows(
      { ...selection, filter: { ...filter, fromUs } },
      { direction: 'newer', limit: 1 },
    );
    return first && placeOf(order, first, false);
  }

  async function ofRank(selection: Selection, rank: number): Promise<string | undefined> {
    const list = parameterList();
    const where = whereSql(selection, head(), list);
    const { order } = selection;
    const [found] = await driver.query<readonly [epoch: number, seq: number, timeUs: number]>(
      `SELECT epoch, seq, time_us FROM ${tables.events} WHERE ${where} ORDER BY ${orderBy(order, 'newer')} LIMIT 1 OFFSET ${list.put('UInt64', Math.floor(rank))}`,
      list.values,
    );
    if (!found) return undefined;
    const [epoch, seq, timeUs] = found;
    return formatKey(order, { timeUs: order === 'time' ? timeUs : 0, epoch, seq, after: false });
  }

  async function rank(selection: Selection, key: string): Promise<number | undefined> {
    const { order } = selection;
    const cut = parseKey(order, key);
    if (searches(selection)) return undefined;
    const list = parameterList();
    const where = whereSql(selection, head(), list);
    const [found] = await driver.query<readonly [number]>(
      `SELECT count() FROM ${tables.events} WHERE ${where} AND ${beyondSql(cut, { order, direction: 'older' }, list)}`,
      list.values,
    );
    return found![0];
  }

  return { page, get, seek, rank };
}
