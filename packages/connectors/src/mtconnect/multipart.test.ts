import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MultipartEvent, multipartSplitter } from './multipart.ts';

const boundary = 'b0und';

function split(bytes: Buffer, chunk = Math.max(1, bytes.length)) {
  const splitter = multipartSplitter(boundary);
  const events: MultipartEvent[] = [];
  for (let at = 0; at < bytes.length; at += chunk)
    events.push(...splitter.push(bytes.subarray(at, at + chunk)));
  const rest = splitter.end();
  if (rest) events.push(rest);
  return events.map((event) => (event.kind === 'part' ? event.body.toString() : `! ${event.problem}`));
}

const part = (body: string, length: number | undefined = Buffer.byteLength(body)) =>
  `--${boundary}\r\nContent-type: text/xml\r\n${length === undefined ? '' : `Content-length: ${length}\r\n`}\r\n${body}\r\n`;
const unsized = (body: string) => `--${boundary}\nContent-type: text/xml\n\n${body}\n`;

test.each<[string, string, string[]]>([
  ['parts with lengths', part('<a/>') + part('<b>é</b>'), ['<a/>', '<b>é</b>']],
  ['parts without lengths', `${unsized('<a/>')}${unsized('<b/>')}--${boundary}--`, ['<a/>', '<b/>']],
  ['a preamble and the end', `hello\r\n${part('<a/>')}--${boundary}--\r\nepilogue`, ['<a/>']],
  [
    'a length that counts the line end in',
    `--${boundary}\r\nContent-length: 6\r\n\r\n<a/>\r\n${part('<b/>')}`,
    ['<a/>\r\n', '<b/>'],
  ],
  [
    'a length too long',
    part('<a/>', 40) + part('<b/>'),
    ['! part of 4 bytes instead of the promised 40', '<b/>'],
  ],
  [
    'a length too short',
    part('<abc/>', 3) + part('<b/>'),
    ['<ab', '! bytes between a part and the next boundary', '<b/>'],
  ],
  [
    'a part cut off',
    `${part('<a/>')}--${boundary}\r\nContent-length: 10\r\n\r\n<b`,
    ['<a/>', '! part cut off by the end of the stream'],
  ],
  [
    'a header without end',
    `--${boundary}\r\n${'x'.repeat(9000)}\r\n${part('<b/>')}`,
    ['! header of a part longer than 8192 bytes', '<b/>'],
  ],
  ['nothing', '', []],
])('%s', (_, text, expected) => expect(split(Buffer.from(text))).toEqual(expected));

test('a part is given as soon as it is whole, before the next boundary', () => {
  const splitter = multipartSplitter(boundary);
  expect(splitter.push(Buffer.from(part('<a/>').slice(0, -2)))).toMatchObject([{ kind: 'part' }]);
});

test('however it is cut into chunks, the parts are the same', () => {
  const body = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('\n--b0un', '\r\n', '-', '\n--b0und', `--${boundary}--`, '\r\n\r\n'),
  );
  const piece = fc.oneof(
    body.map((text) => part(text)),
    body.map(unsized),
    fc.tuple(body, fc.nat(60)).map(([text, length]) => part(text, length)),
    body,
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.integer({ min: 1, max: 50 }), (pieces, chunk) => {
      const bytes = Buffer.from(pieces.join(''));
      expect(split(bytes, chunk)).toEqual(split(bytes));
    }),
    { numRuns: 1000 },
  );
});
