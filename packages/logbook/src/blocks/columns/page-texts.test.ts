import { expect, test } from 'vitest';
import { ByteReader } from '../../codec/byte-reader.ts';
import { ByteWriter } from '../../codec/byte-writer.ts';
import { StringTable } from '../../codec/string-table.ts';
import { PageTexts } from './page-texts.ts';
import { Skeletons } from './skeletons.ts';
import { PageStrings, writeRefs, writeStrings } from './texts.ts';

const messages = [
  ...Array.from({ length: 9 }, (_, i) => `Tool ${i + 3} called`),
  'Door opened',
  'Tool 5 called',
  'Ende Čelisti',
];
const layout = {
  runs: [{ profile: 0, first: 0, end: 1, from: 0, to: 12 }],
  fields: [{ numbers: 0, texts: 1 }],
};

function written() {
  const strings = new StringTable();
  const texts = Uint32Array.from(messages, (message) => {
    const bytes = Buffer.from(message);
    return strings.intern(bytes, 0, bytes.length);
  });
  const list = new PageStrings(strings.count);
  const [out, numbers, refs] = [new ByteWriter(16), new ByteWriter(16), new ByteWriter(16)];
  writeRefs(refs, layout, { texts, textsAt: Uint32Array.from(texts.keys()), strings: list });
  writeStrings({ out, numbers }, list.list, { skeletons: new Skeletons(strings), strings });
  out.append(refs.written());
  return { texts: Uint8Array.from(out.written()), numbers: Uint8Array.from(numbers.written()) };
}

const read = ({ texts, numbers }: ReturnType<typeof written>, of = () => layout) =>
  new PageTexts({
    texts: new ByteReader(texts),
    numbers: new ByteReader(numbers),
    refsFirst: false,
    layout: of,
  });

test('texts come back, and what their skeletons tell needs no series', () => {
  const stored = written();
  const texts = read(stored);
  expect([...texts.refs().values].map((string) => texts.text(string))).toEqual(messages);
  const withoutSeries = read(stored, () => {
    throw new Error('no series is needed');
  });
  expect(withoutSeries.count).toBe(11);
  expect(withoutSeries.candidates(['tool'])).toEqual(new Uint8Array(11).fill(1, 0, 9));
  expect(withoutSeries.candidates(['tool', 'door'])).toBeUndefined();
});

test('bytes that are no skeletons are told as damage, and never read as other texts', () => {
  const { texts, numbers } = written();
  // The length of the first skeleton stands behind their count.
  for (const length of [texts[1]! - 1, texts[1]! + 1, 0]) {
    const other = Uint8Array.from(texts);
    other[1] = length;
    expect(() => read({ texts: other, numbers })).toThrow(RangeError);
  }
});
