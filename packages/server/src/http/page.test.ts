import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursorOf, keyOf, pageByKey } from './page.ts';

const rows = fc.uniqueArray(fc.record({ name: fc.string(), id: fc.string() }), {
  selector: ({ name, id }) => JSON.stringify([name, id]),
});
const key = ({ name, id }: { name: string; id: string }) => [name, id] as const;

test('pages together are the whole, each row once, whatever the size of a page', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 5 }), (all, limit) => {
      const read: unknown[] = [];
      let after: string | undefined;
      do {
        const { page, next } = pageByKey(all, { after, limit }, key);
        expect(page.length).toBeLessThanOrEqual(limit);
        read.push(...page);
        after = next;
      } while (after !== undefined);
      expect(read).toHaveLength(all.length);
      expect(new Set(read)).toEqual(new Set(all));
    }),
  );
});

test('what comes and goes between two pages shifts nothing', () => {
  const all = ['a', 'b', 'c', 'd'].map((name) => ({ name, id: '1' }));
  const first = pageByKey(all, { limit: 2 }, key);
  const changed = [
    ...all.filter(({ name }) => name !== 'a'),
    { name: 'aa', id: '2' },
    { name: 'bb', id: '3' },
  ];
  const second = pageByKey(changed, { after: first.next, limit: 2 }, key);
  expect(second.page.map(({ name }) => name)).toEqual(['bb', 'c']);
});

test('what is no cursor is refused', () => {
  expect(keyOf(cursorOf(['x', 'y']), 2)).toEqual(['x', 'y']);
  for (const bad of ['', '%', 'bnVsbA', cursorOf(['x']), Buffer.from('[1,2]').toString('base64url')])
    expect(() => keyOf(bad, 2), bad).toThrow(expect.objectContaining({ code: 'request.invalid' }));
});
