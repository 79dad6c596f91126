/** The text of a Word document of 97–2003 by its table of pieces (MS-DOC 2.4.1), with tables where their marks stand. */
import type { Budget } from '../budget.ts';
import { type DocumentLine, DocumentRefused, type DocumentTable, type TableRow } from '../document.ts';
import { compoundFile } from './compound-file.ts';

export interface WordContent {
  readonly lines: readonly DocumentLine[];
  readonly tables: readonly DocumentTable[];
}

/** Throws `DocumentRefused`. */
export function readDoc(bytes: Uint8Array, budget: Budget): WordContent {
  const streams = compoundFile(bytes);
  if (streams.has('EncryptedPackage')) throw new DocumentRefused('document-encrypted');
  const word = streams.get('WordDocument')?.();
  if (!word)
    throw new DocumentRefused(
      streams.has('Workbook') || streams.has('Book') ? 'document-old-excel' : 'document-format',
    );
  if ([...streams.keys()].some((name) => /^(?:_VBA_PROJECT|PROJECT|VBA)$/i.test(name)))
    budget.notices.add('macros-not-run');
  return contentOf(textOf(word, streams), budget);
}

const encrypted = 0x0100;
const tableOne = 0x0200;

function textOf(word: Uint8Array, streams: ReadonlyMap<string, () => Uint8Array>): string {
  const fib = new DataView(word.buffer, word.byteOffset, word.byteLength);
  // Word 6 and 95 have 0xA5DC, and no table of pieces in a stream of its own.
  if (word.length < 0x1aa || fib.getUint16(0, true) !== 0xa5ec)
    throw new DocumentRefused('document-format', 'older than Word 97');
  const flags = fib.getUint16(10, true);
  if (flags & encrypted) throw new DocumentRefused('document-encrypted');
  const table = streams.get(flags & tableOne ? '1Table' : '0Table')?.();
  const at = fib.getUint32(0x1a2, true);
  const length = fib.getUint32(0x1a6, true);
  if (!table || at + length > table.length)
    throw new DocumentRefused('document-damaged', 'no table of pieces');
  // Footnotes, headers and text boxes follow the text itself: all of it is read.
  return piecesOf(table.subarray(at, at + length), word);
}

/** A Clx: properties (1), which are passed over, then the table of pieces (2): n + 1 positions, n descriptors of 8 bytes. */
function piecesOf(clx: Uint8Array, word: Uint8Array): string {
  const view = new DataView(clx.buffer, clx.byteOffset, clx.byteLength);
  let at = 0;
  while (clx[at] === 1 && at + 3 <= clx.length) at += 3 + view.getUint16(at + 1, true);
  if (clx[at] !== 2 || at + 5 > clx.length)
    throw new DocumentRefused('document-damaged', 'no table of pieces');
  const size = Math.min(view.getUint32(at + 1, true), clx.length - at - 5);
  const count = Math.floor((size - 4) / 12);
  const from = at + 5;
  const texts: string[] = [];
  let characters = 0;
  for (let i = 0; i < count; i++) {
    const length = view.getUint32(from + (i + 1) * 4, true) - view.getUint32(from + i * 4, true);
    const position = view.getUint32(from + (count + 1) * 4 + i * 8 + 2, true);
    const isNarrow = (position & 0x40000000) !== 0;
    const start = isNarrow ? (position & 0x3fffffff) >>> 1 : position & 0x3fffffff;
    const bytes = isNarrow ? length : length * 2;
    // Pieces may overlap in a document made to explode: together they are no longer than Word's own limit.
    characters += length;
    if (length < 0 || start + bytes > word.length || characters > 32 * 2 ** 20)
      throw new DocumentRefused('document-damaged', `piece ${i + 1} lies outside`);
    texts.push(
      new TextDecoder(isNarrow ? 'windows-1252' : 'utf-16le').decode(word.subarray(start, start + bytes)),
    );
  }
  return texts.join('');
}

/**
 * Marks: 0x0D ends a paragraph, 0x0B a line, 0x0C a page, 0x07 a cell; a row ends with a further 0x07 of its own. 0x13 … 0x14 … 0x15 is a field:
 * its instruction, then what it shows. Others below 0x20 stand for pictures and notes.
 */
function contentOf(text: string, budget: Budget): WordContent {
  const lines: DocumentLine[] = [];
  const tables: DocumentTable[] = [];
  let paragraph = 0;
  /** Cells and ends of rows of the table that is open. */
  let run: string[] = [];
  /** Paragraphs of the cell that is open. */
  let cell: string[] = [];
  let shown = '';
  /** Of the fields that are open, whether what comes is their instruction. */
  const fields: boolean[] = [];
  const endTable = () => {
    const rows = rowsOf(run, tables.length + 1).filter(({ cells }) => budget.take(cells.join('').length));
    if (rows.length > 0) tables.push({ name: '', rows });
    run = [];
  };
  const endParagraph = () => {
    const text = shown.slice(0, 4000);
    shown = '';
    if (run.length > 0 && run.at(-1) !== '') cell.push(text.trim());
    else if (text.trim() !== '') {
      endTable();
      paragraph++;
      if (budget.take(text.length)) lines.push({ text, where: `paragraph ${paragraph}` });
    }
  };
  for (const sign of text) {
    const code = sign.charCodeAt(0);
    if (code === 0x13 && fields.length < 50) fields.push(true);
    else if (code === 0x14 && fields.length > 0) fields[fields.length - 1] = false;
    else if (code === 0x15) fields.pop();
    else if (fields.includes(true)) continue;
    else if (code === 7) {
      run.push([...cell, shown.trim()].join('\n').slice(0, 4000));
      cell = [];
      shown = '';
    } else if (code === 0x0d || code === 0x0b || code === 0x0c) endParagraph();
    else if (code === 0x1e) shown += '-';
    else if (code === 0xa0) shown += ' ';
    else if ((code >= 0x20 || code === 9) && code !== 0xad) shown += sign;
  }
  endParagraph();
  endTable();
  return { lines, tables };
}

/** An empty cell and the end of a row look alike: the width is the smallest that has an end behind every row. */
function rowsOf(run: readonly string[], table: number): readonly TableRow[] {
  const fits = (width: number) =>
    run.length % (width + 1) === 0 && run.every((each, i) => i % (width + 1) !== width || each === '');
  const width = Array.from({ length: 62 }, (_, i) => i + 2).find(fits);
  const rows: string[][] = [];
  if (width) for (let i = 0; i < run.length; i += width + 1) rows.push(run.slice(i, i + width));
  else {
    const cells: string[] = [];
    for (const each of run) {
      if (each !== '') cells.push(each);
      else if (cells.length > 0) rows.push(cells.splice(0));
    }
    if (cells.length > 0) rows.push(cells);
  }
  return rows
    .map((cells, i) => ({ cells, where: `table ${table} row ${i + 1}` }))
    .filter(({ cells }) => cells.some((each) => each !== ''));
}
