import type { DeviceModel } from '@mantinel/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Observation } from '../connector.ts';
import { lineSplitter } from './line-splitter.ts';
import { shdrParser } from './shdr-parser.ts';

const now = 1_800_000_000_000_000;
const time = '2024-05-01T10:00:00.5Z';
const timeUs = Date.parse(time) * 1000;

const item = (
  id: string,
  category: 'SAMPLE' | 'EVENT' | 'CONDITION',
  type: string,
  representation?: string,
) => ({
  id,
  category,
  type,
  component: 'c',
  ...(representation ? { representation } : {}),
});

const model: DeviceModel = {
  name: 'Mill',
  uuid: 'mill-1',
  components: [{ id: 'c', type: 'Device' }],
  items: [
    item('load', 'SAMPLE', 'LOAD'),
    item('wave', 'SAMPLE', 'DISPLACEMENT', 'TIME_SERIES'),
    item('pos', 'SAMPLE', 'PATH_POSITION'),
    item('exec', 'EVENT', 'EXECUTION'),
    item('program', 'EVENT', 'PROGRAM'),
    item('parts', 'EVENT', 'PART_COUNT'),
    item('vars', 'EVENT', 'VARIABLE', 'DATA_SET'),
    item('msg', 'EVENT', 'MESSAGE'),
    item('alarm', 'EVENT', 'ALARM'),
    item('chg', 'EVENT', 'ASSET_CHANGED'),
    item('system', 'CONDITION', 'SYSTEM'),
  ],
};

function parse(
  text: string | Uint8Array,
  options: { model?: DeviceModel; chunk?: number; timeZone?: string } = {},
) {
  const bytes = Buffer.from(text as string);
  const lines = lineSplitter();
  const parser = shdrParser({ model: options.model, timeZone: options.timeZone ?? 'UTC', nowUs: () => now });
  const out: Observation[] = [];
  const size = options.chunk ?? Math.max(1, bytes.length);
  for (let at = 0; at < bytes.length; at += size)
    for (const line of lines.push(bytes.subarray(at, at + size))) parser.read(line, out);
  const rest = lines.end();
  if (rest) parser.read(rest, out);
  parser.cut(out);
  return out;
}

const sample = (name: string, value: number | string) => ({
  kind: 'sample',
  item: name,
  value,
  timeUs,
  quality: 'good',
});
const state = (name: string, value: number | string) => ({
  kind: 'state',
  item: name,
  value,
  timeUs,
  quality: 'good',
});

describe('with a device model', () => {
  test.each<[string, object[]]>([
    ['load|5|exec|ACTIVE', [sample('load', 5), state('exec', 'ACTIVE')]],
    ['load|5.000', [{ ...sample('load', 5), raw: '5.000' }]],
    ['load|-0', [{ ...sample('load', -0), raw: '-0' }]],
    ['load|Unavailable', [{ ...sample('load', 'Unavailable'), quality: 'stale' }]],
    ['load|0x10', [{ ...sample('load', '0x10'), quality: 'bad' }]],
    ['load|1e999', [{ ...sample('load', '1e999'), quality: 'bad' }]],
    ['pos|1.5 0 -2e3', [sample('pos', '1.5 0 -2e3')]],
    ['program|1001|parts|7', [state('program', '1001'), state('parts', 7)]],
    ['program||exec|', [state('program', ''), state('exec', '')]],
    ['program|"a \\| b \\" c"|load|1', [state('program', 'a | b " c'), sample('load', 1)]],
    ['program|"unclosed|load|1', [state('program', '"unclosed'), sample('load', 1)]],
    [' program | O1 ', [state('program', 'O1')]],
    ['vars|a=1 b={c d}', [state('vars', 'a=1 b={c d}')]],
    ['wave|3|100|1 2 3', [{ ...sample('wave', '1 2 3'), details: { sampleCount: '3', sampleRate: '100' } }]],
    [
      'msg|M12|Door open',
      [{ kind: 'message', item: 'msg', nativeCode: 'M12', text: 'Door open', timeUs, quality: 'good' }],
    ],
    ['msg||a | b', [{ kind: 'message', item: 'msg', text: 'a|b', timeUs, quality: 'good' }]],
    [
      'msg||x|load|4',
      [{ kind: 'message', item: 'msg', text: 'x', timeUs, quality: 'good' }, sample('load', 4)],
    ],
    ['chg|CuttingTool|T1', [{ ...state('chg', 'T1'), details: { assetType: 'CuttingTool' } }]],
    ['chg|UNAVAILABLE|load|2', [{ ...state('chg', 'UNAVAILABLE'), quality: 'stale' }, sample('load', 2)]],
    [
      'system|FAULT|SV0401|2|high|servo|off',
      [
        {
          kind: 'condition',
          item: 'system',
          level: 'fault',
          nativeCode: 'SV0401',
          nativeSeverity: '2',
          qualifier: 'HIGH',
          text: 'servo|off',
          timeUs,
        },
      ],
    ],
    ['system|Normal||||', [{ kind: 'condition', item: 'system', level: 'normal', timeUs }]],
    ['system|unavailable', [{ kind: 'condition', item: 'system', level: 'unavailable', timeUs }]],
    [
      'system|NORMAL|||||load|9',
      [{ kind: 'condition', item: 'system', level: 'normal', timeUs }, sample('load', 9)],
    ],
    [
      'Mill:load|5|mill-1:exec|ACTIVE|:parts|1',
      [sample('load', 5), state('exec', 'ACTIVE'), state('parts', 1)],
    ],
    ['Lathe:load|5', [sample('Lathe:load', 5)]],
    ['unknown|7|other|x', [sample('unknown', 7), state('other', 'x')]],
  ])('%s', (fields, expected) => {
    expect(parse(`${time}|${fields}\n`, { model })).toEqual(expected);
  });

  test('a condition of an unknown level is malformed, what stands before it is kept', () => {
    expect(parse(`${time}|load|1|system|WORSE||||\n`, { model })).toMatchObject([
      sample('load', 1),
      { kind: 'malformed', problem: 'the condition system has the unknown level WORSE' },
    ]);
  });
});

describe('without a device model', () => {
  test.each<[string, object[]]>([
    ['a|5|b|x', [sample('a', 5), state('b', 'x')]],
    [
      'cond|Fault|B6|||Emergency stop',
      [{ kind: 'condition', level: 'fault', nativeCode: 'B6', text: 'Emergency stop' }],
    ],
    ['cond|Unavailable||||', [{ kind: 'condition', level: 'unavailable' }]],
    // Three pairs, as the Okuma sends them, and no condition.
    ['p|UNAVAILABLE|q|861.4|r|5', [{ kind: 'state', quality: 'stale' }, sample('q', 861.4), sample('r', 5)]],
    ['mode|NORMAL|q|1|r|5', [state('mode', 'NORMAL'), sample('q', 1), sample('r', 5)]],
    ['msg|M1|Door open', [{ kind: 'message', nativeCode: 'M1', text: 'Door open' }]],
    ['a|5|', [sample('a', 5)]],
    ['a|5|b', [{ kind: 'message' }]],
    ['a|5|b|6|c', [sample('a', 5), sample('b', 6), { kind: 'malformed', problem: 'the key c has no value' }]],
  ])('%s', (fields, expected) => {
    const seen = parse(`${time}|${fields}\n`);
    expect(seen).toMatchObject(expected);
    expect(seen.length).toBe(expected.length);
  });
});

describe('times', () => {
  test('an empty one is the time of receipt, a relative one counts from the first', () => {
    expect(parse('|a|1\n500|a|2\n1500.5|a|3\n')).toMatchObject([
      { timeUs: now, receiptTime: true },
      { timeUs: now, receiptTime: true },
      { timeUs: now + 1_000_500, receiptTime: true },
    ]);
  });

  test('a duration is kept, an impossible time too, and a zone-less one is read in the zone', () => {
    expect(
      parse(`${time}@100.5|a|1\n2024-13-40T99:00:00Z|a|2\n2024-07-01T12:00:00|a|3\n`, {
        timeZone: 'Europe/Bratislava',
      }),
    ).toMatchObject([
      { timeUs, details: { duration: '100.5' } },
      { timeUs: now, receiptTime: true, details: { sourceTime: '2024-13-40T99:00:00Z' } },
      { timeUs: Date.parse('2024-07-01T10:00:00Z') * 1000 },
    ]);
  });

  test.each(['garbage', 'a|b|c', `${time}`, `${time}|`, '<xml/>'])('%j is malformed', (line) => {
    expect(parse(`${line}\n${time}|a|1\n`)).toMatchObject([{ kind: 'malformed', raw: line }, sample('a', 1)]);
  });
});

describe('assets and commands', () => {
  test('documents of one line and of many, updates and removals', () => {
    const text = [
      `${time}|@ASSET@|T1|CuttingTool|<a x="1|2"/>`,
      `${time}|@ASSET@|T2|CuttingTool|--multiline--ABC`,
      '<a>',
      '',
      '  <b>|</b></a>',
      '--multiline--ABC',
      `${time}|@UPDATE_ASSET@|T1|OverallToolLength|195`,
      `${time}|@REMOVE_ASSET@|T1`,
      `${time}|@REMOVE_ALL_ASSETS@|CuttingTool`,
      '',
    ].join('\r\n');
    expect(parse(text)).toEqual([
      {
        kind: 'asset',
        action: 'changed',
        assetId: 'T1',
        assetType: 'CuttingTool',
        document: '<a x="1|2"/>',
        timeUs,
      },
      {
        kind: 'asset',
        action: 'changed',
        assetId: 'T2',
        assetType: 'CuttingTool',
        document: '<a>\n\n  <b>|</b></a>',
        timeUs,
      },
      {
        kind: 'asset',
        action: 'changed',
        assetId: 'T1',
        assetType: '',
        document: 'OverallToolLength|195',
        timeUs,
      },
      { kind: 'asset', action: 'removed', assetId: 'T1', assetType: '', timeUs },
      { kind: 'asset', action: 'removedAll', assetType: 'CuttingTool', timeUs },
    ]);
  });

  test('a document that never ends does not swallow what follows', () => {
    expect(parse(`${time}|@ASSET@|T|Tool|--multiline--X\n<a>\n${time}|load|1\n`)).toMatchObject([
      { kind: 'malformed', problem: 'asset document without its end', raw: expect.stringContaining('<a>') },
      sample('load', 1),
    ]);
  });

  test('a document larger than its limit is told with its beginning; the stream goes on', () => {
    const line = `${'x'.repeat(500_000)}\n`;
    const seen = parse(
      `${time}|@ASSET@|T|Tool|--multiline--X\n${line.repeat(10)}--multiline--X\n${time}|load|1\n`,
    );
    expect(seen[0]).toMatchObject({ kind: 'malformed', problem: expect.stringContaining('longer than') });
    expect(seen.at(-1)).toEqual(sample('load', 1));
  });

  test.each([
    ['* adapterVersion: 1.5', 'adapterVersion', '1.5'],
    ['*adapterVersion:UNAVAILABLE', 'adapterVersion', 'UNAVAILABLE'],
    ['* odd', 'odd', ''],
  ])('%s', (line, name, value) => {
    expect(parse(`${line}\n`)).toEqual([{ kind: 'notice', timeUs: now, name, value }]);
  });
});

describe('any input', () => {
  const field = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(
      'load',
      'system',
      'msg',
      'FAULT',
      'UNAVAILABLE',
      '@ASSET@',
      '--multiline--A',
      time,
      '"',
      '\\|',
      '',
      '5',
    ),
  );
  const line = fc.array(field, { maxLength: 9 }).map((fields) => fields.join('|'));
  const text = fc.oneof(
    fc.array(line, { maxLength: 20 }).map((lines) => Buffer.from(lines.join('\n'))),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  );

  test('however it is cut into chunks, the same is heard', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), fc.boolean(), (bytes, chunk, known) => {
        const options = known ? { model } : {};
        expect(parse(bytes, { ...options, chunk })).toEqual(parse(bytes, options));
      }),
      { numRuns: 500 },
    );
  });

  test('a line that is no command, asset or blank is heard as something, pair by pair', () => {
    const plain = fc.stringMatching(/^[A-Za-z0-9_. -]{1,10}$/).filter((word) => word.trim() === word);
    fc.assert(
      fc.property(fc.array(fc.tuple(plain, plain), { minLength: 1, maxLength: 8 }), (pairs) => {
        const seen = parse(`${time}|${pairs.flat().join('|')}\n`, { model: { ...model, items: [] } });
        const text = (value: unknown) => String(value);
        const read = seen.map((told) =>
          told.kind === 'sample' || told.kind === 'state'
            ? [told.item, told.raw ?? text(told.value)]
            : told.kind,
        );
        if (!seen.some(({ kind }) => kind === 'condition')) expect(read).toEqual(pairs);
      }),
    );
  });
});

test('half a million observations a second are no trouble', () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `${time}|Xload|${i % 100}\n`).join('');
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 8; round += 1) {
    const began = performance.now();
    expect(parse(lines, { model, chunk: 65_536 }).length).toBe(20_000);
    best = Math.min(best, performance.now() - began);
  }
  // A quarter of the aim, so that a busy test machine does not fail it; the bench measures the figure itself.
  expect(20_000 / (best / 1000)).toBeGreaterThan(125_000);
});
