/** Gathers the frames of a segment into one table of rows, with one dictionary of series and one of strings. */
import { fieldsOf } from '../blocks/block-series.ts';
import { type RowTable, traceBytes } from '../blocks/row-table.ts';
import { readDecimals } from '../codec/decimal.ts';
import { RawBatch } from '../codec/raw-batch.ts';
import { SeriesDictionary } from '../codec/series-dictionary.ts';

export interface Frame {
  readonly firstSeq: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** One batch is open at a time: tens of thousands of small ones would cost more as objects than as rows. */
export function rowTableOf(epoch: number, frames: readonly Frame[]): RowTable {
  const count = frames.reduce((sum, frame) => sum + frame.count, 0);
  // Free text is nearly all of a frame; what is not used of it is never touched.
  const dictionary = new SeriesDictionary(frames.reduce((sum, { bytes }) => sum + bytes.length, 0));
  const fields: { numbers: number; texts: number }[] = [];
  const columns = {
    seriesOf: new Uint32Array(count),
    seq: new Float64Array(count),
    timeUs: new Float64Array(count),
    receivedUs: new Float64Array(count),
    numbersAt: new Uint32Array(count),
    textsAt: new Uint32Array(count),
  };
  let mantissas = new Float64Array(count);
  let scales = new Uint8Array(count);
  let texts = new Uint32Array(2 * count);
  const traceOf = new Int32Array(count).fill(-1);
  const traces = { ids: new Uint8Array(traceBytes * 1024), withSpan: new Uint8Array(1024) };
  let traceCount = 0;
  let row = 0;
  let number = 0;
  let text = 0;

  for (const { firstSeq, bytes } of frames) {
    const batch = new RawBatch(bytes);
    const stringOf = dictionary.stringsOf(batch);
    const seriesIds = dictionary.of(batch, stringOf);
    while (fields.length < dictionary.series.length) fields.push(fieldsOf(dictionary.series[fields.length]!));
    const [timeUs, receivedUs] = batch.times();
    columns.timeUs.set(timeUs, row);
    columns.receivedUs.set(receivedUs, row);
    const seriesOf = batch.seriesOf();
    const refs = batch.section('texts');
    const messages = batch.section('messages');
    const nextMessage = (from: number) => (messages.at < messages.end ? from + messages.varint() : -1);
    let messageRow = nextMessage(0);
    const firstNumber = number;
    for (let at = 0; at < batch.count; at++, row++) {
      const series = seriesIds[seriesOf[at]!]!;
      const own = fields[series]!;
      columns.seriesOf[row] = series;
      columns.seq[row] = firstSeq + at;
      columns.numbersAt[row] = number;
      number += own.numbers;
      columns.textsAt[row] = text;
      if (text + own.texts > texts.length) texts = grown(texts, text + own.texts);
      if (at === messageRow) {
        texts[text++] = stringOf(messages.varint());
        messageRow = nextMessage(at);
      } else texts[text++] = 0;
      for (let left = own.texts - 1; left > 0; left--) texts[text++] = stringOf(refs.varint());
    }
    if (number > mantissas.length) [mantissas, scales] = [grown(mantissas, number), grown(scales, number)];
    readDecimals(batch.section('numbers'), { mantissas, scales }, { from: firstNumber, to: number });

    const own = batch.section('traces');
    for (let at = row - batch.count; own.at < own.end; traceCount++) {
      at += own.varint();
      if (traceCount === traces.withSpan.length) {
        traces.withSpan = grown(traces.withSpan, traceCount + 1);
        traces.ids = grown(traces.ids, traceBytes * (traceCount + 1));
      }
      const withSpan = own.byte();
      traceOf[at] = traceCount;
      traces.withSpan[traceCount] = withSpan;
      traces.ids.set(own.take(withSpan === 1 ? traceBytes : 16), traceBytes * traceCount);
    }
  }
  return {
    epoch,
    count,
    series: dictionary.series,
    ...columns,
    numbers: { mantissas, scales },
    texts,
    strings: dictionary.strings,
    traces: { of: traceOf, ...traces },
  };
}

/** A copy with at least `length` places, and as many again so that it seldom happens. */
function grown<T extends Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(
  values: T,
  length: number,
): T {
  const larger = new (values.constructor as new (length: number) => T)(2 * length);
  larger.set(values);
  return larger;
}
