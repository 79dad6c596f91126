/**
 * Which series each row of a page has. A message of a machine tells of several of its items, so the machine is told once
 * for a run of rows, and each row then tells its place among the page's series of that machine.
 */
import type { ByteReader } from '../../codec/byte-reader.ts';
import type { ByteWriter } from '../../codec/byte-writer.ts';
import type { SeriesKinds } from '../block-series.ts';
import type { PageGroups } from './page-groups.ts';

type Machines = Pick<SeriesKinds, 'machineOf' | 'machines'>;

/** `placeOf`: row → place among the page's series. */
export function writeSeries(
  out: ByteWriter,
  series: Uint32Array,
  { placeOf, kinds }: { placeOf: Uint16Array; kinds: Machines },
): void {
  const rows = placeOf.length;
  out.reserve(5 * (1 + series.length) + 12 * rows + 16);
  out.varint(series.length);
  let previous = 0;
  for (const id of series) {
    out.varint(id - previous);
    previous = id;
  }
  const { ownerOf, within, most } = owners(series, kinds);
  for (let row = 0; row < rows; ) {
    const owner = ownerOf[placeOf[row]!]!;
    let end = row + 1;
    while (end < rows && ownerOf[placeOf[end]!] === owner) end++;
    out.varint(owner);
    out.varint(end - row);
    row = end;
  }
  const wide = most > 256;
  for (let row = 0; row < rows; row++) {
    const place = within[placeOf[row]!]!;
    out.byte(place & 255);
    if (wide) out.byte(place >> 8);
  }
}

export interface PageSeries extends PageGroups {
  /** Row → series of the block. */
  readonly seriesOf: Uint32Array;
  /** Row → its place in order of series. */
  readonly positionOf: Uint16Array;
}

export function readSeries(input: ByteReader, rows: number, kinds: Machines): PageSeries {
  const series = new Uint32Array(input.varint());
  let id = 0;
  for (let place = 0; place < series.length; place++) {
    id += input.varint();
    series[place] = id;
  }
  const { ownerOf, count, most } = owners(series, kinds);
  // Owner and place within it → place among the page's series.
  const first = new Uint32Array(count + 1);
  for (const owner of ownerOf) first[owner + 1]!++;
  for (let owner = 0; owner < count; owner++) first[owner + 1]! += first[owner]!;
  const places = new Uint16Array(series.length);
  const next = first.slice();
  for (let place = 0; place < series.length; place++) places[next[ownerOf[place]!]!++] = place;

  const positionOf = new Uint16Array(rows);
  const runs: number[] = [];
  for (let row = 0; row < rows; ) {
    const owner = input.varint();
    const length = input.varint();
    if (owner >= count || length === 0) throw new RangeError('a row belongs to no machine of its page');
    runs.push(owner, length);
    row += length;
  }
  const wide = most > 256;
  const bytes = input.take(wide ? 2 * rows : rows);
  const rowsOf = new Uint32Array(series.length + 1);
  let row = 0;
  for (let run = 0; run < runs.length; run += 2) {
    const base = first[runs[run]!]!;
    for (const end = Math.min(rows, row + runs[run + 1]!); row < end; row++) {
      const within = wide ? bytes[2 * row]! | (bytes[2 * row + 1]! << 8) : bytes[row]!;
      const place = places[base + within]!;
      positionOf[row] = place;
      rowsOf[place + 1]!++;
    }
  }
  for (let place = 0; place < series.length; place++) rowsOf[place + 1]! += rowsOf[place]!;
  const starts = rowsOf.slice();
  const seriesOf = new Uint32Array(rows);
  for (let at = 0; at < rows; at++) {
    const place = positionOf[at]!;
    seriesOf[at] = series[place]!;
    positionOf[at] = rowsOf[place]!++;
  }
  return { series, starts, seriesOf, positionOf };
}

interface Owners {
  /** Place → which of the page's machines it belongs to, in order of their first series. */
  readonly ownerOf: Uint16Array;
  /** Place → its place among the series of its machine. */
  readonly within: Uint16Array;
  /** Machines of the page, and the most series that one has. */
  readonly count: number;
  readonly most: number;
}

function owners(series: Uint32Array, { machineOf, machines }: Machines): Owners {
  const ownerOf = new Uint16Array(series.length);
  const within = new Uint16Array(series.length);
  const known = new Int32Array(machines).fill(-1);
  const members = new Uint16Array(machines);
  let count = 0;
  let most = 0;
  for (let place = 0; place < series.length; place++) {
    const machine = machineOf[series[place]!]!;
    if (known[machine]! < 0) known[machine] = count++;
    const owner = known[machine]!;
    ownerOf[place] = owner;
    within[place] = members[owner]!++;
    if (members[owner]! > most) most = members[owner]!;
  }
  return { ownerOf, within, count, most };
}
