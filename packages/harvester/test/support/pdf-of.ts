/** PDF pages with texts at their places, in Courier; a page without texts has a drawing. */
import { deflateSync } from 'node:zlib';

export interface PdfText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export function pdfOf(pages: readonly (readonly PdfText[])[], packed = deflateSync): Uint8Array {
  const objects: Uint8Array[] = [];
  const add = (body: string | Uint8Array): number =>
    objects.push(typeof body === 'string' ? Buffer.from(body, 'latin1') : body);
  const first = 4;
  const ids = pages.map((_, i) => first + i * 2);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${ids.map((id) => `${id} 0 R`).join(' ')}] >>`);
  add(`<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>`);
  for (const [i, texts] of pages.entries()) {
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${ids[i]! + 1} 0 R >>`,
    );
    const shown = texts.map(
      ({ x, y, text }) => `BT /F1 10 Tf ${x} ${y} Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`,
    );
    const content = packed(Buffer.from(shown.length > 0 ? shown.join('\n') : '0 0 m 100 100 l S', 'latin1'));
    const head = Buffer.from(`<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`, 'latin1');
    add(Buffer.concat([head, content, Buffer.from('\nendstream', 'latin1')]));
  }
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.4\n', 'latin1')];
  const offsets: number[] = [];
  let at = parts[0]!.length;
  for (const [i, object] of objects.entries()) {
    offsets.push(at);
    const whole = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    parts.push(whole);
    at += whole.length;
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** Lines of a typewriter, from the top of the page. */
export const pdfLines = (lines: readonly string[]): readonly PdfText[] =>
  lines.map((text, i) => ({ x: 50, y: 800 - i * 14, text }));
