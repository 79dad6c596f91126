/** A PDF written as it grows: headings, paragraphs, tables with their heads on every page, page numbers; embedded fonts for every language here. */
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import {
  type PdfCell,
  type PdfColumn,
  type PdfKey,
  type PdfOptions,
  type PdfStep,
  pdfMuted,
} from './pdf-step.ts';

const fontFiles = {
  plain: import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  bold: import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
};

/** Points, 1/72 inch. */
const margin = 36;
const cellPad = 4;
const mostLines = 12;

export interface PdfPaper {
  draw(step: PdfStep): void;
  /** What is finished since it was last asked for. */
  taken(): Buffer;
  /** Writes the page numbers and the end. `pageNumber` holds `{page}` and `{of}`. */
  end(pageNumber: string): Promise<Buffer>;
}

const text = '#1f2326';
const line = '#c4c8cc';
const hatch = '#9aa0a6';

export function pdfPaper({ title, language, landscape = false, createdUs }: PdfOptions): PdfPaper {
  const doc = new PDFDocument({
    size: 'A4',
    layout: landscape ? 'landscape' : 'portrait',
    margins: { top: margin, left: margin, right: margin, bottom: margin + 14 },
    bufferPages: true,
    lang: language,
    displayTitle: true,
    info: { Title: printable(title), Producer: 'Mantinel', CreationDate: new Date(createdUs / 1000) },
  });
  for (const [name, file] of Object.entries(fontFiles)) doc.registerFont(name, fileURLToPath(file));
  const chunks: Buffer[] = [];
  const ended = Promise.withResolvers<void>();
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  doc.on('end', ended.resolve);
  doc.on('error', ended.reject);
  const width = doc.page.width - 2 * margin;
  const bottom = () => doc.page.height - margin - 14;
  const taken = () => Buffer.concat(chunks.splice(0));
  const room = (height: number) => {
    if (doc.y + height > bottom()) doc.addPage();
  };

  function table(columns: readonly PdfColumn[]) {
    const all = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(({ share }) => (share / all) * width);
    const lefts = widths.map(
      (_, index) => margin + widths.slice(0, index).reduce((sum, each) => sum + each, 0),
    );
    const size = 8;

    function draw(cells: readonly PdfCell[], isHead: boolean): void {
      const shown = cells.map((cell) => ({ ...cell, text: printable(cell.text) }));
      const measure = () => {
        const most = doc.font('plain').fontSize(size).currentLineHeight(true) * mostLines;
        const tallest = shown.map((cell, index) => {
          doc.font(cell.bold === true || isHead ? 'bold' : 'plain').fontSize(size);
          const inner = widths[index]! - 2 * cellPad;
          // Most cells are one line: measuring that costs a tenth of breaking it.
          if (
            !cell.text.includes('\n') &&
            cell.text.length * size * 0.3 < inner &&
            doc.widthOfString(cell.text) <= inner
          )
            return doc.currentLineHeight(true);
          return Math.min(most, doc.heightOfString(cell.text, { width: inner }));
        });
        return Math.max(doc.currentLineHeight(true), ...tallest) + cellPad;
      };
      const height = measure();
      if (doc.y + height > bottom()) {
        doc.addPage();
        if (!isHead) head();
      }
      const top = doc.y;
      shown.forEach((cell, index) => {
        doc
          .font(cell.bold === true || isHead ? 'bold' : 'plain')
          .fontSize(size)
          .fillColor(cell.colour ?? text)
          .text(cell.text, lefts[index]! + cellPad, top + cellPad / 2, {
            width: widths[index]! - 2 * cellPad,
            height: height - cellPad / 2,
            ellipsis: true,
            align: columns[index]!.align ?? 'left',
            link: cell.link ?? null,
            underline: false,
          });
      });
      doc.y = top + height;
      doc
        .moveTo(margin, doc.y)
        .lineTo(margin + width, doc.y)
        .lineWidth(isHead ? 1 : 0.5)
        .strokeColor(isHead ? text : line)
        .stroke();
      doc.x = margin;
    }
    const head = () =>
      draw(
        columns.map((column) => ({ text: column.head })),
        true,
      );
    room(40);
    doc.y += 4;
    head();
    return (cells: readonly PdfCell[]) => draw(cells, false);
  }

  function heading(words: string, size = 12): void {
    room(size * 4);
    if (doc.y > margin) doc.y += size / 2;
    doc.font('bold').fontSize(size).fillColor(text).text(printable(words), margin, doc.y, { width });
    doc.y += 2;
  }

  function paragraph({ text: words, colour, link, bold }: PdfCell): void {
    doc
      .font(bold === true ? 'bold' : 'plain')
      .fontSize(9)
      .fillColor(colour ?? text)
      .text(printable(words), margin, doc.y, { width, link: link ?? null });
    doc.x = margin;
  }

  function patch(
    colour: string | undefined,
    { left, top, wide }: { left: number; top: number; wide: number },
  ): void {
    if (colour !== undefined) doc.rect(left, top, wide, 8).fill(colour);
    else
      doc
        .moveTo(left, top + 8)
        .lineTo(left + wide, top)
        .lineWidth(0.5)
        .strokeColor(hatch)
        .stroke();
  }

  function strip(label: string, colours: readonly (string | undefined)[]): void {
    room(24);
    paragraph({ text: label });
    const each = width / colours.length;
    colours.forEach((colour, index) => {
      // Drawn over the next by a hair, else white lines shine through.
      patch(colour, { left: margin + index * each, top: doc.y + 1, wide: each + 0.3 });
    });
    doc
      .rect(margin, doc.y + 1, width, 8)
      .lineWidth(0.5)
      .strokeColor(line)
      .stroke();
    doc.y += 13;
  }

  function legend(keys: readonly PdfKey[]): void {
    room(16);
    const top = doc.y;
    let left = margin;
    doc.font('plain').fontSize(8);
    for (const key of keys) {
      const label = printable(key.text);
      doc
        .rect(left, top + 1, 8, 8)
        .lineWidth(0.5)
        .fillAndStroke(key.colour, line);
      doc.fillColor(text).text(label, left + 12, top, { lineBreak: false });
      left += 12 + doc.widthOfString(label) + 16;
    }
    doc.x = margin;
    doc.y = top + 14;
  }

  let row: ((cells: readonly PdfCell[]) => void) | undefined;
  return {
    draw: (step) => {
      switch (step.do) {
        case 'heading':
          heading(step.text, step.size);
          return;
        case 'text':
          paragraph(step);
          return;
        case 'strip':
          strip(step.label, step.colours);
          return;
        case 'legend':
          legend(step.keys);
          return;
        case 'table':
          row = table(step.columns);
          return;
        case 'row':
          row?.(step.cells);
          return;
      }
    },
    taken,
    end: async (pageNumber) => {
      const { start, count } = doc.bufferedPageRange();
      for (let page = start; page < start + count; page += 1) {
        doc.switchToPage(page);
        // Below the margin, where text would otherwise begin a page of its own.
        doc.page.margins.bottom = 0;
        doc
          .font('plain')
          .fontSize(8)
          .fillColor(pdfMuted)
          .text(
            printable(pageNumber.replace('{page}', String(page + 1)).replace('{of}', String(count))),
            margin,
            doc.page.height - margin - 4,
            {
              width,
              align: 'right',
              lineBreak: false,
            },
          );
      }
      doc.end();
      await ended.promise;
      return taken();
    },
  };
}

/** Without what no font draws: control characters and halves of a pair. */
const printable = (words: string): string =>
  words
    .replaceAll('\t', ' ')
    .replaceAll('\r\n', '\n')
    .replace(/[\p{Cc}\p{Cs}]/gu, (sign) => (sign === '\n' ? '\n' : ''));
