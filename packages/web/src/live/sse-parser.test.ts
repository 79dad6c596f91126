import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sseParser } from './sse-parser.ts';

const stream =
  'retry: 2000\n\n: still here\n\nevent: status\ndata: {"a":1}\n\nevent: events\r\nid: 1.7\r\ndata: {\r\ndata: }\r\n\r\ndata:x\n\nid: lost\n';

test('reads types, ids, several data lines, comments and every line ending', () => {
  expect(sseParser().push(stream)).toEqual([
    { event: 'status', data: '{"a":1}', id: undefined },
    { event: 'events', data: '{\n}', id: '1.7' },
    { event: 'message', data: 'x', id: '1.7' },
  ]);
});

test('does not depend on where the network cuts', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(stream.length), { maxLength: 12 }), (cuts) => {
      const parser = sseParser();
      const places = [0, ...cuts.sort((a, b) => a - b), stream.length];
      const pieces = places.slice(1).flatMap((end, index) => parser.push(stream.slice(places[index], end)));
      expect(pieces).toEqual(sseParser().push(stream));
    }),
  );
});
