import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { docOf } from '../../../test/support/doc-of.ts';
import { docxOf, escaped, xlsxOf } from '../../../test/support/office-of.ts';
import { pdfLines, pdfOf } from '../../../test/support/pdf-of.ts';
import { zipOf } from '../../../test/support/zip-of.ts';
import { readDocument } from './read-document.ts';

const read = async (bytes: Uint8Array, name = 'sheet') => {
  const document = await readDocument(name, bytes);
  if (!document.readable) throw new Error(`${document.reason}: ${document.detail}`);
  return document;
};
const refused = async (bytes: Uint8Array) => {
  const document = await readDocument('sheet', bytes);
  return document.readable ? 'read' : document.reason;
};
const texts = (document: { readonly lines: readonly { readonly text: string }[] }) =>
  document.lines.map(({ text }) => text);

describe('text', () => {
  const sheet = 'Súčiastka: Držiak č. 5\r\nMateriál: oceľ\r\n\r\nPriemer: Ø10 mm\r\n';
  const lines = ['Súčiastka: Držiak č. 5', 'Materiál: oceľ', 'Priemer: Ø10 mm'];
  const utf16be = Buffer.from(`\ufeff${sheet}`, 'utf16le').swap16();
  const cp1250: Readonly<Record<string, number>> = { ú: 0xfa, č: 0xe8, ž: 0x9e, á: 0xe1, ľ: 0xbe, Ø: 0xd8 };
  test.each([
    ['UTF-8', Buffer.from(sheet)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${sheet}`)],
    ['UTF-16', Buffer.from(`\ufeff${sheet}`, 'utf16le')],
    ['UTF-16 without its mark', Buffer.from(sheet, 'utf16le')],
    ['UTF-16, the other way round', utf16be],
  ])('in %s', async (_, bytes) => {
    const document = await read(bytes);
    expect(texts(document)).toEqual(lines);
    expect(document.lines[2]!.where).toBe('line 4');
    expect(document.format).toBe('text');
  });
  test('in Windows-1250, which has no Ø', async () => {
    const bytes = Buffer.from([...sheet].map((sign) => cp1250[sign] ?? sign.charCodeAt(0)));
    expect(texts(await read(bytes)).slice(0, 2)).toEqual(lines.slice(0, 2));
  });
  test('in Windows-1252 and in the code page of DOS', async () => {
    const german = 'Werkstück: Gehäuse\nMaß: Ø10 ±0,1 °\n';
    expect(texts(await read(Buffer.from(german, 'latin1')))).toEqual(german.trim().split('\n'));
    const dos = Buffer.from([
      ...Buffer.from('Werkst'),
      0x81,
      ...Buffer.from('ck: Geh'),
      0x84,
      ...Buffer.from('use'),
    ]);
    expect(texts(await read(dos))).toEqual(['Werkstück: Gehäuse']);
  });
  test('ends of lines of all kinds, pages and the end that DOS marked', async () => {
    expect(texts(await read(Buffer.from('a: 1\rb: 2\nc: 3\fd: 4\r\n\x1a')))).toEqual([
      'a: 1',
      'b: 2',
      'c: 3',
      'd: 4',
    ]);
  });
});

describe('delimited', () => {
  test.each([
    ['commas', 'No,Description,Dia\n1,"Drill, long",8.5\n2,"1/4"" tap",.25\n3,1/2" mill,.5\n'],
    ['semicolons', 'No;Description;Dia\n1;Drill, long;8.5\n2;1/4" tap;.25\n3;1/2" mill;.5\n'],
    ['tabs', 'No\tDescription\tDia\n1\tDrill, long\t8.5\n2\t1/4" tap\t.25\n3\t1/2" mill\t.5\n'],
  ])('by %s', async (_, text) => {
    const document = await read(Buffer.from(text));
    expect(document.format).toBe('delimited');
    expect(document.tables[0]!.rows.map(({ cells }) => cells)).toEqual([
      ['No', 'Description', 'Dia'],
      ['1', 'Drill, long', '8.5'],
      ['2', '1/4" tap', '.25'],
      ['3', '1/2" mill', '.5'],
    ]);
    expect(document.tables[0]!.rows[2]!.where).toBe('line 3');
  });
  test('prose with commas is no table', async () => {
    const text = 'Clamp the part, face it, turn it.\nThen drill.\nDeburr all edges, check, pack.\nSend it.\n';
    expect((await read(Buffer.from(text))).format).toBe('text');
  });
});

describe('workbooks', () => {
  const formula = (value: string) => ({
    xml: (at: string) => `<c r="${at}"><f>HYPERLINK("http://x")</f>${value}</c>`,
  });
  test('sheets by name, dates and times as shown, formulas by their stored value', async () => {
    const styled = (style: number, value: number) => ({
      xml: (at: string) => `<c r="${at}" s="${style}"><v>${value}</v></c>`,
    });
    const document = await read(
      xlsxOf({
        Setup: [
          ['Material', undefined, 'AL 6082'],
          ['Date', styled(1, 45_292), styled(4, 45_292.5)],
          ['Time', styled(2, 0.5), styled(3, 1.25)],
          ['Sum', formula('<v>42</v>'), formula(''), 12.300000000000001],
        ],
        'Tools & more': [['T', 'Ø']],
      }),
    );
    expect(document.format).toBe('xlsx');
    expect(document.tables.map(({ name }) => name)).toEqual(['Setup', 'Tools & more']);
    expect(document.tables[0]!.rows.map(({ cells }) => cells)).toEqual([
      ['Material', '', 'AL 6082'],
      ['Date', '2024-01-01', '2024-01-01'],
      ['Time', '12:00:00', '30:00:00'],
      ['Sum', '42', '', '12.3'],
    ]);
    expect(document.tables[0]!.rows[0]!.where).toBe('sheet "Setup" row 1');
    expect(document.notices).toEqual(['formulas-without-value']);
  });
  test('macros are not run, and that is told', async () => {
    const document = await read(
      xlsxOf({ A: [['x']] }, { more: [{ name: 'xl/vbaProject.bin', content: 'Attribute' }] }),
    );
    expect(document.notices).toEqual(['macros-not-run']);
  });
  test('an entity of its own, a thousand laughs and a bomb are refused', async () => {
    const sheetXml =
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>';
    expect(await refused(xlsxOf({ A: [] }, { sheetXml }))).toBe('document-dtd');
    const laughs = `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(10)}">]><worksheet>&b;</worksheet>`;
    expect(await refused(xlsxOf({ A: [] }, { sheetXml: laughs }))).toBe('document-dtd');
    const bomb = `<worksheet>${' '.repeat(40 << 20)}</worksheet>`;
    expect(await refused(xlsxOf({ A: [] }, { sheetXml: bomb }))).toBe('document-bomb');
  });
  test('far more rows than are read: cut, and that is told', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => [`row ${i}`]);
    const document = await readDocument('a', xlsxOf({ A: rows }), { rows: 10 });
    expect(document).toMatchObject({ readable: true, notices: ['cut'] });
    expect(document.readable && document.tables[0]!.rows).toHaveLength(10);
  });
});

describe('texts of Word', () => {
  test('DOCX: headers, paragraphs with tabs, tables with cells of several lines, no text twice', async () => {
    const box =
      '<w:p><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>boxed</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:p>';
    const document = await read(
      docxOf([
        'Part:\tBracket',
        [
          ['Material', 'Steel <S355>'],
          ['Stock', '10 x 10\nsawn'],
        ],
        { xml: box.replaceAll('mc:', '') },
      ]),
    );
    expect(document.format).toBe('docx');
    expect(texts(document)).toEqual(['Setup sheet', 'Part:\tBracket', 'boxed']);
    expect(document.tables[0]!.rows.map(({ cells }) => cells)).toEqual([
      ['Material', 'Steel <S355>'],
      ['Stock', '10 x 10\nsawn'],
    ]);
  });
  test('DOC: pieces of both widths, fields by what they show, tables by their marks', async () => {
    const narrow = 'COMPANY: M\xfcller\tREV. A\rDate: \x13 DATE \x14 3.5.2020\x15\rT\x07\xd8\x07Type\x07\x07';
    const wide = '1\x0710\x07vŕták\x07\x072\x07\x07fréza\x07\x07Koniec\r';
    const document = await read(docOf(narrow, wide));
    expect(document.format).toBe('doc');
    expect(texts(document)).toEqual(['COMPANY: Müller\tREV. A', 'Date:  3.5.2020', 'Koniec']);
    expect(document.tables[0]!.rows.map(({ cells }) => cells)).toEqual([
      ['T', 'Ø', 'Type'],
      ['1', '10', 'vŕták'],
      ['2', '', 'fréza'],
    ]);
  });
  test('DOC with a password, with macros, an old workbook', async () => {
    expect(await refused(docOf('x', '', { encrypted: true }))).toBe('document-encrypted');
    expect((await read(docOf('Part: x\r', '', { streams: ['_VBA_PROJECT'] }))).notices).toEqual([
      'macros-not-run',
    ]);
    expect(await refused(docOf('x', '', { streamName: 'Workbook' }))).toBe('document-old-excel');
    expect(await refused(docOf('x', '', { streams: ['EncryptedPackage'] }))).toBe('document-encrypted');
  });
});

describe('PDF', () => {
  test('columns stay columns, pages are told', async () => {
    const document = await read(
      pdfOf([
        [
          { x: 50, y: 800, text: 'Material:' },
          { x: 150, y: 800, text: 'AL 6082' },
          { x: 50, y: 780, text: 'No.' },
          { x: 120, y: 780, text: 'Dia.' },
          { x: 50, y: 760, text: '1' },
          { x: 120, y: 760.4, text: '8.5' },
        ],
        pdfLines(['second']),
        [],
      ]),
    );
    expect(document.format).toBe('pdf');
    expect(document.lines.map(({ text, where }) => [where, text.replace(/ {2,}/g, '|')])).toEqual([
      ['page 1 line 1', 'Material:|AL 6082'],
      ['page 1 line 2', 'No.|Dia.'],
      ['page 1 line 3', '1|8.5'],
      ['page 2 line 1', 'second'],
    ]);
    expect(document.notices).toEqual(['pages-without-text']);
  });
  test('scanned: told, with a remedy', async () => {
    expect(await readDocument('a', pdfOf([[]]))).toMatchObject({
      reason: 'document-scanned',
      detail: /by hand/,
    });
  });
  test('what unpacks to hundreds of megabytes is not begun, however often it is packed', async () => {
    const bomb = deflateSync(Buffer.alloc(100 << 20, ' '));
    expect(await refused(pdfOf([[]], () => bomb))).toBe('document-bomb');
    expect(await refused(pdfOf([[]], () => deflateSync(bomb)))).toBe('document-bomb');
  });
  test('damaged, or slower than it may be', async () => {
    const pdf = pdfOf([pdfLines(['x'])]);
    expect(await refused(Buffer.from('%PDF-1.7\n'))).toBe('document-damaged');
    expect(await readDocument('a', pdf, { timeMs: 1 })).toMatchObject({ reason: 'document-too-slow' });
  });
});

describe('HTML', () => {
  test('tables and lines, however wrong its tags; nothing hidden', async () => {
    const html = `<!DOCTYPE html><html><head><title>x</title><style>a{}</style></head><body><h1>Setup &amp; tools</h1>
      <script>alert("Material: gold")</script><table><tr><td>Material<td><b>AL</b> 6082
      <tr><td>Tools<td><table><tr><th>T1 D1<br>Diameter: 10mm</th></tr></table></table><p>End`;
    const document = await read(Buffer.from(html));
    expect(document.format).toBe('html');
    expect(texts(document)).toEqual(['Setup & tools', 'End']);
    expect(document.tables.map(({ rows }) => rows.map(({ cells }) => cells))).toEqual([
      [['T1 D1\nDiameter: 10mm']],
      [
        ['Material', 'AL 6082'],
        ['Tools', ''],
      ],
    ]);
  });
});

test.each([
  ['document-empty', new Uint8Array(0)],
  ['document-empty', Buffer.from(' \r\n\r\n')],
  [
    'document-binary',
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 3, 0, 0x3e, 0, 1, 0, 0, 0]),
  ],
  ['document-rtf', Buffer.from('{\\rtf1\\ansi Part}')],
  ['document-format', zipOf([{ name: 'a.nc', content: 'G0' }])],
  ['document-format', Buffer.from('<?xml version="1.0"?><tools><tool/></tools>')],
  ['document-format', Buffer.from('{ "author": "J. Doe", "a": 1 }')],
  ['document-dtd', Buffer.from('<!DOCTYPE lolz [<!ENTITY lol "lol">]><lolz>&lol;</lolz>')],
  ['document-damaged', Buffer.from('PK\x03\x04 and no more', 'latin1')],
  ['document-damaged', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1')],
  ['document-damaged', xlsxOf({ A: [['x']] }).subarray(0, 900)],
] as const)('%s is told', async (reason, bytes) => {
  const document = await readDocument('x.doc', bytes);
  expect(document).toMatchObject({ readable: false, name: 'x.doc', reason });
  expect(!document.readable && document.detail.length).toBeGreaterThan(15);
});

test('what is larger than documents are is not begun', async () => {
  expect(await readDocument('a', new Uint8Array(100), { bytes: 99 })).toMatchObject({
    reason: 'document-too-large',
  });
});

test('the escapes of the tests are those of XML', () => expect(escaped('a<b&"')).toBe('a&lt;b&amp;&quot;'));
