/** Events for people to read and to print: HTML and PDF, up to a length that is said at their end. */
import type { ExportColumn, Language } from '@mantinel/contract';
import { type Event, severity } from '@mantinel/domain';
import { html, htmlEnd, htmlHead, paperStyle } from '../../../files/html-text.ts';
import { pdfPrinter } from '../../../files/pdf/pdf-printer.ts';
import { type PdfCell, pdfMuted } from '../../../files/pdf/pdf-step.ts';
import { cellOf, sentenceOf, type Written } from './columns.ts';
import { exportWords } from './words.ts';

export interface DocumentOptions extends Written {
  readonly columns?: readonly ExportColumn[] | undefined;
  readonly language: Language;
  readonly timeZone: string;
  readonly nowUs: number;
  /** What the reader chose, in a line. */
  readonly chosen: string;
  /** Rows of a PDF; for tests, which need not draw them all. */
  readonly mostRows?: number;
}

type Pages = AsyncIterable<readonly Event[]>;

/** A browser still scrolls it; a printer would not end with more. */
const mostHtmlRows = 50_000;
const mostPdfRows = 5000;

const documentColumns: readonly ExportColumn[] = ['time', 'severity', 'machineName', 'code', 'message'];
const shares: Partial<Record<ExportColumn, number>> = {
  time: 5,
  received: 5,
  message: 15,
  attributes: 12,
  code: 7,
  id: 6,
  machineName: 5,
};
const classOf = (number: number) =>
  number >= severity.error ? 'error' : number >= severity.warn ? 'warn' : undefined;

function shown(column: ExportColumn, event: Event, options: DocumentOptions): string {
  if (column === 'time') return options.zone.text(event.timeUs);
  if (column === 'received') return options.zone.text(event.receivedUs);
  if (column === 'message') return sentenceOf(event);
  return String(cellOf(column, event, options) ?? '');
}

export async function* writeHtml(pages: Pages, options: DocumentOptions): AsyncGenerator<string> {
  const { columns = documentColumns, language, timeZone, zone, nowUs, chosen } = options;
  const words = exportWords[language];
  yield htmlHead({ title: `Mantinel – ${words.title}`, language, style: paperStyle });
  yield html`<h1>${words.title}</h1><p class="muted">${words.made(zone.text(nowUs), timeZone)}</p>
<p class="muted">${words.chosen}: ${chosen}</p>
<table><thead><tr>${columns.map((column) => html`<th>${words.columns[column]}</th>`)}</tr></thead><tbody>
`.html;
  let rows = 0;
  const kindOf = (column: ExportColumn, event: Event) =>
    column === 'severity'
      ? classOf(event.severity)
      : column === 'time' || column === 'received'
        ? 'time'
        : undefined;
  for await (const events of pages) {
    const taken = events.slice(0, mostHtmlRows - rows);
    yield taken
      .map(
        (event) =>
          html`<tr>${columns.map((column) => html`<td class="${kindOf(column, event) ?? ''}">${shown(column, event, options)}</td>`)}</tr>
`.html,
      )
      .join('');
    rows += taken.length;
    if (taken.length < events.length) break;
  }
  const end = rows === mostHtmlRows ? words.cut(rows) : words.rows(rows);
  yield html`</tbody></table><p class="muted">${end}</p>`.html + htmlEnd;
}

const red = '#c00018';
const brown = '#8a4b00';

export async function* writePdf(pages: Pages, options: DocumentOptions): AsyncGenerator<Uint8Array> {
  const {
    columns = documentColumns,
    language,
    timeZone,
    zone,
    nowUs,
    chosen,
    mostRows = mostPdfRows,
  } = options;
  const words = exportWords[language];
  const printer = await pdfPrinter({
    title: `Mantinel – ${words.title}`,
    language,
    landscape: true,
    createdUs: nowUs,
  });
  const cell = (column: ExportColumn, event: Event): PdfCell => {
    const text = shown(column, event, options);
    const kind = column === 'severity' ? classOf(event.severity) : undefined;
    return kind === undefined ? { text } : { text, bold: true, colour: kind === 'error' ? red : brown };
  };
  try {
    yield await printer.draw([
      { do: 'heading', text: words.title, size: 16 },
      { do: 'text', text: words.made(zone.text(nowUs), timeZone), colour: pdfMuted },
      { do: 'text', text: `${words.chosen}: ${chosen}`, colour: pdfMuted },
      {
        do: 'table',
        columns: columns.map((column) => ({ head: words.columns[column], share: shares[column] ?? 3 })),
      },
    ]);
    let rows = 0;
    let cut = false;
    for await (const events of pages) {
      const taken = events.slice(0, mostRows - rows);
      yield await printer.draw(
        taken.map((event) => ({ do: 'row', cells: columns.map((column) => cell(column, event)) })),
      );
      rows += taken.length;
      cut = taken.length < events.length;
      if (cut) break;
    }
    yield await printer.draw([
      { do: 'text', text: `\n${cut ? words.cut(rows) : words.rows(rows)}`, colour: pdfMuted },
    ]);
    yield await printer.end(words.page);
  } finally {
    await printer.close();
  }
}
