import { type ExportFormat, ExportQuery } from '@mantinel/contract';
import type { Event, OtlpLogs } from '@mantinel/domain';
import { expect, test } from 'vitest';
import { exportFile } from './export-file.ts';

/** OWASP's and what European spreadsheets fall for, then what a browser would run. */
const payloads = [
  '=HYPERLINK("http://evil.example","click")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1+1)*cmd',
  '\t=1+1',
  '\r\n=1+1',
  'a;=1+1;b',
  '＝1+1',
  '"><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</td></table><iframe src="javascript:alert(1)">',
  '&lt;script&gt;',
  '<!--',
  '-->',
];

/** The payload in every field that somebody else writes. */
const hostile = (payload: string, seq: number): Event => ({
  node: 'n',
  epoch: 1,
  seq,
  timeUs: 1_772_431_200_000_000,
  receivedUs: 1_772_431_200_000_000,
  site: payload,
  machine: payload,
  path: payload,
  kind: 'audit',
  severity: 17,
  code: payload,
  message: payload,
  attributes: { value: payload, [payload]: payload, personName: payload },
  quality: 'good',
  trace: { traceId: payload },
});

async function written(
  format: ExportFormat,
  events: readonly Event[],
  query: object = {},
  mostRows = 100,
): Promise<Buffer> {
  async function* pages() {
    yield events;
  }
  const parsed = ExportQuery.parse({ format, text: payloads[9], ...query });
  const surroundings = { timeZone: 'Europe/Bratislava', machineName: (id: string) => id, nowUs: 0, mostRows };
  const parts: Buffer[] = [];
  for await (const part of exportFile(pages(), parsed, surroundings).content) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
const events = payloads.map(hostile);
const everyColumn = [
  'site',
  'machine',
  'machineName',
  'path',
  'code',
  'value',
  'message',
  'attributes',
  'traceId',
];

test('no cell of the CSV is a formula, whichever separator the spreadsheet goes by', async () => {
  const text = (await written('csv', events, { columns: everyColumn })).toString().slice(1);
  // Quotes hold a cell together where the comma separates; behind other separators they are text like any other.
  const byComma = [...text.matchAll(/"((?:[^"]|"")*)"|[^",\r\n]+/g)].map(([cell, quoted]) => quoted ?? cell);
  const byOthers = text.split(/\r\n|[\r\n]/).flatMap((line) => [...line.split(';'), ...line.split('\t')]);
  expect(byComma.length).toBeGreaterThan(events.length * 8);
  for (const cell of [...byComma, ...byOthers])
    expect(cell.replace(/^[\s"]+/, ''), cell).not.toMatch(/^[=+@＝＋－＠]|^-\d/);
});

test('the HTML holds the tags that it writes itself and no others', async () => {
  const text = (await written('html', events, { columns: everyColumn })).toString();
  const body = text.slice(text.indexOf('<body>'));
  const own =
    /<\/?(?:body|html|h1|table|thead|tbody|tr|th)>|<p class="muted">|<\/p>|<td class="[a-z]*">|<\/td>/g;
  expect(body.replace(own, '')).not.toMatch(/[<>"']/);
  expect(text).toContain("default-src 'none'");
  // All of it is there to be read.
  expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;');
});

test('the PDF holds no script, no link and no form', async () => {
  const text = (await written('pdf', events, { columns: everyColumn })).toString('latin1');
  expect(text.startsWith('%PDF-')).toBe(true);
  expect(text.trimEnd().endsWith('%%EOF')).toBe(true);
  expect(text).not.toMatch(/\/(JavaScript|JS|URI|Launch|AcroForm|EmbeddedFile)\b/);
});

test('NDJSON gives back every field as it was', async () => {
  const lines = (await written('ndjson', events)).toString().trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as Event).message)).toEqual(payloads);
});

test('OTLP gives back every message as a body', async () => {
  const { resourceLogs } = JSON.parse((await written('otlp', events)).toString()) as OtlpLogs;
  const records = resourceLogs.flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords));
  expect(records.map(({ body }) => body)).toEqual(payloads.map((stringValue) => ({ stringValue })));
});

test('times are those of the plant, and a PDF that is cut says so', async () => {
  const [one] = events;
  const csv = (await written('csv', [one!], { columns: ['time'] })).toString();
  expect(csv).toContain('2026-03-02T07:00:00.000000+01:00');
  const utc = (await written('csv', [one!], { columns: ['time'], timeZone: 'UTC' })).toString();
  expect(utc).toContain('2026-03-02T06:00:00.000000Z');
  const rows = Array.from({ length: 3 }, () => one!);
  const [cut, whole] = [await written('pdf', rows, {}, 2), await written('pdf', rows, {}, 3)];
  expect(cut.length).not.toBe(whole.length);
}, 60_000);
