/** Documents whose bytes were changed at random: an answer each time, soon, and evidence that is well formed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { docOf } from '../../../test/support/doc-of.ts';
import { docxOf, xlsxOf } from '../../../test/support/office-of.ts';
import { pdfLines, pdfOf } from '../../../test/support/pdf-of.ts';
import { inspectionOf } from '../inspection/inspection-of.ts';
import { evidenceOf } from '../sheets/evidence-of.ts';
import { readDocument } from './read-document.ts';

const sheet = 'Part No: 12345-678\tRev: B\rMaterial: AL 6082\rT1 - 10MM ENDMILL\r';
const rows = [
  ['Tool No', 'Description', 'Dia [mm]'],
  ['1', 'Flat end mill', '10'],
];
const qif =
  '<QIFDocument><MeasurementsResults><MeasurementResults id="1"><DiameterCharacteristicActual id="2"><Value>1</Value></DiameterCharacteristicActual></MeasurementResults></MeasurementsResults></QIFDocument>';

const documents: Readonly<Record<string, Uint8Array>> = {
  text: Buffer.from(sheet.replaceAll('\r', '\n')),
  csv: Buffer.from(rows.map((row) => row.join(';')).join('\n')),
  doc: docOf(sheet, 'T\x07Ø\x07\x07'),
  docx: docxOf([sheet, rows]),
  xlsx: xlsxOf({ Tools: rows }),
  html: Buffer.from(`<html><body><table><tr><td>Material<td>AL 6082</table>${sheet}</body></html>`),
  qif: Buffer.from(qif),
};

const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  to: fc.nat(255),
});
const changed = (bytes: Uint8Array, changes: readonly { at: number; to: number }[], end: number) => {
  const copy = Uint8Array.from(bytes.subarray(0, Math.ceil(bytes.length * end)));
  for (const { at, to } of changes) if (copy.length > 0) copy[Math.floor(at * copy.length)] = to;
  return copy;
};

async function survives(bytes: Uint8Array): Promise<void> {
  const document = await readDocument('x', bytes, { timeMs: 5000 });
  if (!document.readable) {
    expect(document.reason).not.toBe('document-too-slow');
    expect(document.detail).not.toBe('');
    return;
  }
  inspectionOf(document);
  for (const { confidence, value, where, because } of evidenceOf(document)) {
    expect(confidence).toBeGreaterThan(0);
    expect(confidence).toBeLessThanOrEqual(1);
    expect([value, where, because].every((text) => text.length > 0 && text.length < 1000)).toBe(true);
  }
}

describe('changed at random', () => {
  test.each(Object.entries(documents))('%s', async (_, bytes) => {
    const ends = fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), ends, (changes, end) =>
        survives(changed(bytes, changes, end)),
      ),
      { numRuns: 150 },
    );
  });
  test('pdf', async () => {
    const pdf = pdfOf([pdfLines(['Material: AL 6082', 'Part No: 12345-678'])]);
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) =>
        survives(changed(pdf, changes, 1)),
      ),
      { numRuns: 12 },
    );
  });
});

test('whatever text', async () => {
  const label = fc.constantFrom('Material', 'Part No', 'Teile-Nr.', 'Dátum', 'T1', 'Cycle time', 'Ø', 'Tool');
  const piece = fc.oneof(
    label,
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom(':', '=', '\t', '\n', '  ', ';', '"', '|'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), (pieces) => survives(Buffer.from(pieces.join('')))),
    { numRuns: 300 },
  );
});

describe('made to take long', () => {
  const long = 1 << 20;
  test.each([
    ['one line without end', 'a'.repeat(long)],
    ['one line of labels', 'Material: x '.repeat(long / 12)],
    ['one line of colons', ':'.repeat(long)],
    ['quotes that open', ',"a'.repeat(long / 3)],
    ['a million ends of lines', '\n'.repeat(long)],
    ['cells without number', 'a;b\n'.repeat(long / 4)],
    ['spaces', `Tool  Description  Dia${' '.repeat(long)}x`],
    ['tables in tables', `<html>${'<table><tr><td>'.repeat(20_000)}x`],
    ['tags that open', `<html>${'<a '.repeat(200_000)}`],
    ['fields in fields', undefined],
  ])('%s', async (_, text) => {
    const bytes = text === undefined ? docOf(`${'\x13'.repeat(30_000)}x`) : Buffer.from(text);
    await survives(bytes);
  });
  test('a compound file whose sectors go round in circles', async () => {
    const bytes = docOf('Part: x\r');
    // Every sector is followed by the first.
    for (let i = 0; i < 128; i++) Buffer.from(bytes.buffer, bytes.byteOffset).writeUInt32LE(1, 512 + i * 4);
    expect(await readDocument('x', bytes)).toMatchObject({ reason: 'document-damaged' });
  });
});
