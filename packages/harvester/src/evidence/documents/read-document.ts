/** A document by its content, whatever its name says: lines and tables, or the reason why not. */

import { readQif } from '../inspection/qif.ts';
import { Budget, type DocumentLimits, documentLimits } from './budget.ts';
import { type DocumentContent, type DocumentFormat, DocumentRefused, type NotReadable } from './document.ts';
import { readDocx } from './office/docx.ts';
import { type OfficePackage, withPackage } from './office/package.ts';
import { relationships } from './office/relationships.ts';
import { readXlsx } from './office/xlsx.ts';
import { readPdf } from './pdf/read-pdf.ts';
import { readHtml } from './read-html.ts';
import { decodeText } from './text/decode-text.ts';
import { readText } from './text/read-text.ts';
import { readDoc } from './word/doc.ts';

type Read = Partial<Pick<DocumentContent, 'lines' | 'tables' | 'inspection'>> & {
  readonly format: DocumentFormat;
};

/** Never rejects for what is in `bytes`. */
export async function readDocument(
  name: string,
  bytes: Uint8Array,
  limits: Partial<DocumentLimits> = {},
): Promise<DocumentContent | NotReadable> {
  const budget = new Budget({ ...documentLimits, ...limits });
  try {
    if (bytes.length > budget.limits.bytes) throw new DocumentRefused('document-too-large');
    if (bytes.length === 0) throw new DocumentRefused('document-empty');
    const { lines = [], tables = [], ...read } = await readByContent(bytes, budget);
    if (lines.length === 0 && tables.length === 0 && !read.inspection)
      throw new DocumentRefused('document-empty');
    return { readable: true, name, lines, tables, notices: [...budget.notices], ...read };
  } catch (error) {
    // What a library or a view of bytes throws is about the bytes: RangeError and the like of damaged documents.
    const refused =
      error instanceof DocumentRefused ? error : new DocumentRefused('document-damaged', String(error));
    return { readable: false, name, reason: refused.reason, detail: refused.message };
  }
}

async function readByContent(bytes: Uint8Array, budget: Budget): Promise<Read> {
  const begins = (signature: string) =>
    Buffer.from(bytes.subarray(0, signature.length)).toString('latin1') === signature;
  if (begins('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return { format: 'doc', ...readDoc(bytes, budget) };
  if (begins('PK\x03\x04')) return withPackage(bytes, (opened) => readOffice(opened, budget));
  // Some writers put bytes of their own before it; readers look for it in the first KiB (ISO 32000-1, annex H).
  if (Buffer.from(bytes.subarray(0, 1024)).toString('latin1').includes('%PDF-'))
    return { format: 'pdf', lines: await readPdf(bytes, budget) };
  if (begins('{\\rtf')) throw new DocumentRefused('document-rtf');
  const { text } = decodeText(bytes);
  const beginning = text.slice(0, 4096).replace(/^\s*(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s)*/, '');
  if (/^<(?:\w+:)?QIFDocument\b/.test(beginning))
    return { format: 'qif', inspection: readQif(bytes, budget) };
  if (/^<!doctype\s+(?!html)|^<!DOCTYPE[^>]*\[/i.test(beginning)) throw new DocumentRefused('document-dtd');
  if (/^<!doctype html|^<(?:html|head|body|table|div|center|meta|title|h[1-6]|p)\b/i.test(beginning))
    return { format: 'html', ...readHtml(text, budget) };
  if (/^<[A-Za-z][\w:.-]*(?:\s[^<]*)?>/.test(beginning)) throw new DocumentRefused('document-format', 'XML');
  if (/^[[{]\s*["{[\]}]/.test(beginning)) throw new DocumentRefused('document-format', 'JSON');
  return readText(text, budget);
}

async function readOffice(opened: OfficePackage, budget: Budget): Promise<Read> {
  const related = [...(await relationships(opened, '', budget)).values()];
  const main = related.find(({ type }) => type === 'officeDocument')?.target;
  if (main && /(?:^|\/)workbook\w*\.xml$/i.test(main))
    return { format: 'xlsx', tables: await readXlsx(opened, main, budget) };
  if (main && /(?:^|\/)document\w*\.xml$/i.test(main))
    return { format: 'docx', ...(await readDocx(opened, main, budget)) };
  throw new DocumentRefused('document-format', 'an archive without a workbook or a text');
}
