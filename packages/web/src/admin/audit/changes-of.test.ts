import { expect, test } from 'vitest';
import { everything, viewOf } from './audit-filter.ts';
import { changesOf } from './changes-of.ts';

test('only what differs is told, also what came and what went', () => {
  const attributes = {
    before: { name: 'Old', parent: 'site:a', gone: 1 },
    after: { name: 'New', parent: 'site:a', operations: [{ number: 10 }] },
  };
  expect(changesOf({ attributes })).toEqual([
    { name: 'name', before: 'Old', after: 'New' },
    { name: 'gone', before: '1', after: undefined },
    { name: 'operations', before: undefined, after: '[{"number":10}]' },
  ]);
  expect(changesOf({ attributes: {} })).toEqual([]);
  expect(
    changesOf({ attributes: { after: { requests: 2 }, search: 'door', address: { erased: 'p1' } } }),
  ).toEqual([
    { name: 'requests', before: undefined, after: '2' },
    { name: 'search', before: undefined, after: 'door' },
    { name: 'address', before: undefined, after: '{"erased":"p1"}' },
  ]);
});

test('reading of the log is left out unless it is asked for', () => {
  expect(viewOf(everything)).toMatchObject({ query: '-code:log.*', code: [] });
  expect(viewOf({ ...everything, code: 'log.*' })).toMatchObject({ code: ['log.*'] });
  expect(viewOf({ ...everything, code: '*' })).toMatchObject({ code: [] });
  for (const code of ['log.*', '*']) expect(viewOf({ ...everything, code }).query).toBeUndefined();
});

test('a filter asks for audit events of a person, else of a place', () => {
  expect(viewOf(everything)).toEqual(
    expect.objectContaining({ kind: ['audit'], level: 'developer', code: [] }),
  );
  expect(viewOf(everything).text).toBeUndefined();
  expect(viewOf({ ...everything, person: 'p1', place: 'site:a', code: 'place.added' })).toEqual(
    expect.objectContaining({ text: 'p1', code: ['place.added'] }),
  );
  expect(viewOf({ ...everything, place: 'site:a', from: 'no time' })).toEqual(
    expect.objectContaining({ text: 'site:a' }),
  );
});
