import { expect, test } from 'vitest';
import { hidden, redacted, unredacted } from './redact.ts';

const schema = {
  properties: {
    url: { type: 'string' },
    providers: {
      type: 'array',
      items: {
        oneOf: [
          { properties: { kind: { const: 'open' }, clientSecret: { type: 'string', secret: true } } },
          { properties: { kind: { const: 'key' }, key: { type: 'string', secret: true } } },
        ],
      },
    },
  },
};
const value = {
  url: 'postgres://shop:pa%40ss@db.local:5432/mantinel',
  providers: [
    { kind: 'open', id: 'a', clientSecret: 's1' },
    { kind: 'key', id: 'b', key: 's2' },
  ],
};
const shown = {
  url: `postgres://shop:${hidden}@db.local:5432/mantinel`,
  providers: [
    { kind: 'open', id: 'a', clientSecret: hidden },
    { kind: 'key', id: 'b', key: hidden },
  ],
};
const back = (sent: unknown) => unredacted(sent, value, { setting: 'x', schema });

test('secrets and passwords in addresses are hidden, everything else is shown', () => {
  expect(redacted(value, schema)).toEqual(shown);
  expect(redacted('postgres://db.local/mantinel', undefined)).toBe('postgres://db.local/mantinel');
  expect(redacted('12:30 and a@b', undefined)).toBe('12:30 and a@b');
});

test('what is sent back as it was shown is what it was, also in another order or beside something new', () => {
  expect(back(shown)).toEqual(value);
  expect(back({ ...shown, providers: shown.providers.toReversed() })).toEqual({
    ...value,
    providers: value.providers.toReversed(),
  });
  expect(back({ providers: [{ ...shown.providers[0], name: 'new' }] })).toEqual({
    providers: [{ ...value.providers[0], name: 'new' }],
  });
  expect(back({ url: 'postgres://other:new@elsewhere/db' })).toEqual({
    url: 'postgres://other:new@elsewhere/db',
  });
});

test('a hidden password does not go along to another address, nor a secret to another entry', () => {
  const refused = expect.objectContaining({ code: 'configuration.refused' });
  for (const sent of [
    { url: `postgres://shop:${hidden}@evil.example/mantinel` },
    { providers: [{ kind: 'open', id: 'c', clientSecret: hidden }] },
  ]) {
    let thrown: unknown;
    try {
      back(sent);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toEqual(refused);
  }
});
