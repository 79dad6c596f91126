/** Gathers the frames of a segment into one table of rows, with one dictionary of series and one of strings. */
import type { TraceContext } from '@mantinel/domain';
import { fieldsOf, type RowTable } from '../blocks/row-table.ts';
import { type BatchColumns, openBatch } from '../codec/open-batch.ts';
import { seriesRegistry } from '../codec/series-registry.ts';

export interface Frame {
  readonly firstSeq: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** One batch is open at a time: tens of thousands of small ones would cost more as objects than as rows. */
export function rowTableOf(epoch: number, frames: readonly Frame[]): RowTable {
  const count = frames.reduce((sum, frame) => sum + frame.count, 0);
  const registry = seriesRegistry();
  const textsOfSeries: number[] = [];
  const columns = {
    seriesOf: new Uint32Array(count),
    seq: new Float64Array(count),
    timeUs: new Float64Array(count),
    receivedUs: new Float64Array(count),
    numbersAt: new Uint32Array(count),
    textsAt: new Uint32Array(count),
  };
  const strings = stringTable();
  let numbers = new Float64Array(count);
  let texts = new Uint32Array(2 * count);
  const traces = new Map<number, TraceContext>();
  let row = 0;
  let number = 0;
  let text = 0;

  for (const { firstSeq, bytes } of frames) {
    const batch = openBatch(bytes);
    const seriesIds = batch.series.map((series) => {
      const id = registry.intern(series);
      textsOfSeries[id] ??= fieldsOf(series).texts - 1;
      return id;
    });
    const stringIds = strings.of(batch);
    columns.timeUs.set(batch.timeUs, row);
    columns.receivedUs.set(batch.receivedUs, row);
    if (number + batch.numbers.length > numbers.length)
      numbers = grown(numbers, number + batch.numbers.length);
    numbers.set(batch.numbers, number);
    for (const [at, trace] of batch.traces) traces.set(row + at, trace);
    const { seriesOf, messageOf, texts: batchTexts, numberStart } = batch;
    const mostTexts = text + batch.count + batchTexts.length;
    if (mostTexts > texts.length) texts = grown(texts, mostTexts);
    let batchText = 0;
    for (let at = 0; at < batch.count; at++, row++) {
      const series = seriesIds[seriesOf[at]!]!;
      columns.seriesOf[row] = series;
      columns.seq[row] = firstSeq + at;
      columns.numbersAt[row] = number + numberStart[at]!;
      columns.textsAt[row] = text;
      texts[text++] = stringIds(messageOf[at]!);
      for (let left = textsOfSeries[series]!; left > 0; left--)
        texts[text++] = stringIds(batchTexts[batchText++]!);
    }
    number += batch.numbers.length;
  }
  return { epoch, count, series: registry.series, ...columns, numbers, texts, strings: strings.all, traces };
}

/** A copy with at least `length` places, and as many again so that it seldom happens. */
function grown<T extends Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(values: T, length: number): T {
  const larger = new (values.constructor as new (length: number) => T)(2 * length);
  larger.set(values);
  return larger;
}

/** Each distinct string of the segment once. */
function stringTable() {
  const all: string[] = [''];
  const numbers = new Map<string, number>([['', 0]]);
  const intern = (string: string): number => {
    const known = numbers.get(string);
    if (known !== undefined) return known;
    numbers.set(string, all.length);
    return all.push(string) - 1;
  };
  return {
    all,
    of(batch: BatchColumns): (index: number) => number {
      const known = new Int32Array(batch.textCount).fill(-1);
      known[0] = 0;
      return (index) => {
        if (known[index]! < 0) known[index] = intern(batch.text(index));
        return known[index]!;
      };
    },
  };
}
