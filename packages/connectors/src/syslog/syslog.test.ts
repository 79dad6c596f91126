import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SyslogMessage, syslogParser } from './parse-syslog.ts';
import { longestMessage, syslogFraming } from './syslog-framing.ts';

const nowUs = () => Date.UTC(2026, 0, 2) * 1000;
const parse = syslogParser({ timeZone: 'Europe/Bratislava', nowUs });
const read = (text: string) => parse(Buffer.from(text));
const at = (iso: string) => Date.parse(iso) * 1000;

describe('RFC 5424', () => {
  test('its own examples', () => {
    expect(
      read(
        `<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \uFEFF'su root' failed for lonvick`,
      ),
    ).toEqual({
      timeUs: at('2003-10-11T22:14:15.003Z'),
      facility: 4,
      severity: 2,
      hostname: 'mymachine.example.com',
      appName: 'su',
      procId: undefined,
      msgId: 'ID47',
      structuredData: {},
      text: `'su root' failed for lonvick`,
      latin1: false,
    });
    expect(
      read(
        '<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - [a@1 iut="3" eventID="1011"][b@2 class="high \\"x\\" \\] \\\\"] %% It\'s time',
      ),
    ).toMatchObject({
      timeUs: at('2003-08-24T12:14:15Z') + 3,
      hostname: '192.0.2.1',
      procId: '8710',
      structuredData: { 'a@1.iut': '3', 'a@1.eventID': '1011', 'b@2.class': 'high "x" ] \\' },
      text: "%% It's time",
    });
  });

  test('a name that comes twice is a list; no text and no time are none', () => {
    expect(read('<13>1 - - - - - [net ip="1" ip="2" ip="3"]')).toMatchObject({
      timeUs: undefined,
      hostname: undefined,
      structuredData: { 'net.ip': ['1', '2', '3'] },
      text: '',
    });
  });

  test.each([
    ['no priority', 'plain text'],
    ['a priority beyond', '<192>1 - - - - - - x'],
    ['a header cut off', '<13>1 2003-10-11T22:14:15Z host'],
    ['a time that is none', '<13>1 yesterday host app - - - x'],
    ['structured data broken off', '<13>1 - host app - - [id a="b'],
    ['structured data without a space behind', '<13>1 - host app - - [id a="b"]x'],
    ['no structured data', '<13>1 - host app - - x'],
  ])('%s is kept as it came', (_what, text) => {
    expect(read(text)).toEqual({ problem: expect.any(String), raw: text, latin1: false });
  });
});

describe('RFC 3164, as it is spoken', () => {
  test.each<[string, Partial<SyslogMessage>]>([
    [
      '<34>Oct 11 22:14:15 mymachine su[77]: failed',
      {
        timeUs: at('2025-10-11T20:14:15Z'),
        hostname: 'mymachine',
        appName: 'su',
        procId: '77',
        text: 'failed',
      },
    ],
    [
      '<13>Jan  2 00:00:01 cnc-7 plc: door',
      { timeUs: at('2026-01-01T23:00:01Z'), hostname: 'cnc-7', text: 'door' },
    ],
    ['<13>Jan  2 00:00:01 plc[1]: door', { hostname: undefined, appName: 'plc', text: 'door' }],
    [
      '<13>2026-01-01T10:00:00.5Z cnc-7 plc: door',
      { timeUs: at('2026-01-01T10:00:00.5Z'), hostname: 'cnc-7' },
    ],
    [
      '<13>Jan  2 2024 10:00:00 fe80::1 plc: door',
      { timeUs: at('2024-01-02T09:00:00Z'), hostname: 'fe80::1' },
    ],
    ['<13>nothing but text', { timeUs: undefined, hostname: undefined, text: 'nothing but text' }],
    ['<13>', { text: '' }],
  ])('%s', (text, message) => {
    expect(read(text)).toMatchObject(message);
  });

  test('latin-1 is read as such', () => {
    expect(parse(Buffer.from('<13>Fräse steht', 'latin1'))).toMatchObject({
      text: 'Fräse steht',
      latin1: true,
    });
  });
});

test('any bytes are read or kept', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, text) => {
      for (const each of [bytes, Buffer.from(`<13>1 ${text}`), Buffer.from(`<13>1 - a b c d ${text}`)]) {
        const message = parse(each);
        if ('problem' in message) expect(message.raw.length).toBeGreaterThanOrEqual(0);
        else expect(message.severity).toBeLessThanOrEqual(7);
      }
    }),
  );
});

test('structured data that explode a regular expression do not', () => {
  const began = performance.now();
  read(`<13>1 - a b c d [id x="${'\\'.repeat(60_000)}`);
  read(`<13>1 - a b c d [id${' '.repeat(60_000)}`);
  expect(performance.now() - began).toBeLessThan(1000);
});

describe('framing', () => {
  const text = fc.stringMatching(/^<\d{1,3}>[ -~]{0,80}$/);
  test('messages come whole, whatever pieces the network makes of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, fc.boolean()), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 10 }),
        (messages, sizes) => {
          const wire = Buffer.from(
            messages.map(([each, counted]) => (counted ? `${each.length} ${each}` : `${each}\n`)).join(''),
          );
          const framing = syslogFraming();
          const out: string[] = [];
          let piece = 0;
          for (let begin = 0; begin < wire.length; ) {
            const end = begin + sizes[piece++ % sizes.length]!;
            out.push(...framing.push(wire.subarray(begin, end)).map(({ bytes }) => bytes.toString()));
            begin = end;
          }
          expect(framing.end()).toBeUndefined();
          expect(out).toEqual(messages.map(([each]) => each));
        },
      ),
    );
  });

  test('a counted message may hold line feeds', () => {
    expect(
      syslogFraming()
        .push(Buffer.from('9 <13>a\nb\nc3 <1>'))
        .map(({ bytes }) => `${bytes}`),
    ).toEqual(['<13>a\nb\nc', '<1>']);
  });

  test.each(['counted', 'lines'] as const)('what is too long is cut and said so, in %s', (form) => {
    const long = `<13>${'x'.repeat(3 * longestMessage)}`;
    const framing = syslogFraming();
    const wire = Buffer.from(form === 'counted' ? `${long.length} ${long}5 <13>a` : `${long}\n<13>a\n`);
    const out: { bytes: Buffer; cutFrom?: number }[] = [];
    for (let begin = 0; begin < wire.length; begin += 1000)
      out.push(...framing.push(wire.subarray(begin, begin + 1000)));
    expect(out.map(({ bytes, cutFrom }) => [bytes.length, cutFrom])).toEqual([
      [longestMessage, long.length],
      [5, undefined],
    ]);
  });

  test('a number that is no length begins a line', () => {
    const framing = syslogFraming();
    expect(framing.push(Buffer.from('999999999999 x\n12:30 y\n')).map(({ bytes }) => `${bytes}`)).toEqual([
      '999999999999 x',
      '12:30 y',
    ]);
  });

  test('what has no end yet is told when the connection ends', () => {
    const counted = syslogFraming();
    counted.push(Buffer.from('20 <13>half'));
    expect(counted.end()).toMatchObject({ bytes: Buffer.from('<13>half'), brokenOff: true });
    const line = syslogFraming();
    line.push(Buffer.from('<13>last\r'));
    expect(line.end()).toEqual({ bytes: Buffer.from('<13>last') });
  });
});
