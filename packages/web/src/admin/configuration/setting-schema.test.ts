import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupsOf, type SettingSchema, schemaOf, settingValue, shapeOf, textOf } from './setting-schema.ts';

const port: SettingSchema = { type: 'integer', minimum: 0, maximum: 65535 };
const networks: SettingSchema = { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'string' }] } };
const providers: SettingSchema = { type: 'array', items: { type: 'object' } };

test('the shape of a field follows from the schema', () => {
  expect(
    [port, networks, providers, { type: 'boolean' }, { enum: ['a'] }, { type: 'string' }].map(shapeOf),
  ).toEqual(['number', 'lines', 'json', 'yesNo', 'choice', 'text']);
});

test.each([
  [port, 8620, '8620'],
  [networks, ['10.0.0.0/8', 'fd00::/8'], '10.0.0.0/8\nfd00::/8'],
  [providers, [{ id: 'a' }], '[\n  {\n    "id": "a"\n  }\n]'],
  [{ type: 'boolean' }, false, 'false'],
  [{ anyOf: [{ type: 'number' }, { type: 'string' }] }, 2.5, '2.5'],
] as const)('of %j the value %j is the text %j, and back', (schema, value, text) => {
  expect(textOf(schema as SettingSchema, value)).toBe(text);
  expect(settingValue(schema as SettingSchema, text)).toEqual(value);
});

test('an empty field is the default, and an empty list is a list', () => {
  expect(settingValue(port, ' ')).toBeNull();
  expect(settingValue({ type: 'string' }, '')).toBeNull();
  expect(settingValue(networks, '\n')).toEqual([]);
  expect(textOf(port, undefined)).toBe('');
});

test('whatever is typed becomes something to send', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(port, networks, providers, { type: 'boolean' }),
      fc.string(),
      (schema, text) => {
        expect(() => JSON.stringify(settingValue(schema, text))).not.toThrow();
      },
    ),
  );
});

test('settings come in groups, however deep they lie', () => {
  const schema = {
    properties: {
      site: { type: 'string' },
      logbook: { properties: { segmentMiB: port, retentionDays: { properties: { operator: port } } } },
    },
  };
  expect([...groupsOf({ schema })]).toEqual([
    ['', ['site']],
    ['logbook', ['logbook.segmentMiB', 'logbook.retentionDays.operator']],
  ]);
  expect(schemaOf({ schema }, 'logbook.retentionDays.operator')).toBe(port);
  expect(schemaOf({ schema }, 'no.such')).toEqual({});
});
