import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatEventId, parseEventId } from './event.ts';

test('an event id survives its text form', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), fc.nat(), fc.nat(), (node, epoch, seq) => {
      expect(parseEventId(formatEventId({ node, epoch, seq }))).toEqual({ node, epoch, seq });
    }),
  );
});

test.each(['', 'node.1', 'node.1.2.3', 'no de.1.2', '.1.2'])('%j is no event id', (text) => {
  expect(parseEventId(text)).toBeUndefined();
});
