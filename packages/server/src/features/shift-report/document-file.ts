/** A shift report as a file to print: the document of the screen, drawn as HTML or PDF. */
import type { Language, ShiftReportView } from '@mantinel/contract';
import { type Activity, type EventsLink, logAddress, reportWords } from '@mantinel/domain';
import { type Html, html, htmlEnd, htmlHead, paperStyle } from '../../files/html-text.ts';
import { pdfPrinter } from '../../files/pdf/pdf-printer.ts';
import { type PdfStep, pdfMuted } from '../../files/pdf/pdf-step.ts';

export interface DocumentFile {
  readonly type: string;
  readonly name: string;
  readonly content: AsyncIterable<string | Uint8Array>;
}

interface FileOptions {
  readonly format: 'html' | 'pdf';
  readonly language: Language;
  readonly panelUrl: string;
  readonly nowUs: number;
}

export function documentFile(report: ShiftReportView, options: FileOptions): DocumentFile {
  const { format } = options;
  const name = `mantinel-shift-${report.productionDay}.${format}`;
  return format === 'html'
    ? { type: 'text/html; charset=utf-8', name, content: htmlOf(report, options) }
    : { type: 'application/pdf', name, content: pdfOf(report, options) };
}

type Block = ShiftReportView['blocks'][number];

/** On paper; what is not known is hatched. */
const colours: Readonly<Record<Activity, string | undefined>> = {
  running: '#5c6368',
  idle: '#b8bec4',
  stopped: '#c00018',
  noData: undefined,
};
const [red, green, blue] = ['#c00018', '#1f5c33', '#0b4f9e'];

const stripStyle = `
.strip{display:flex;height:14px;border:1px solid var(--line);margin:2px 0 8px}.strip i{flex:1}
.running{background:#5c6368}.idle{background:#b8bec4}.stopped{background:#c00018}
.noData{background:repeating-linear-gradient(45deg,#fff 0 3px,#9aa0a6 3px 4px)}
.key{display:inline-block;width:14px;height:14px;border:1px solid var(--line);vertical-align:-2px;margin:0 4px 0 16px}
.good::before{content:"✓ ";color:#1f7a3f}.bad::before{content:"✗ ";color:var(--p1)}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
`;

async function* htmlOf(report: ShiftReportView, { language, panelUrl }: FileOptions): AsyncGenerator<string> {
  const linked = (text: string, link: EventsLink | undefined): Html =>
    link ? html`<a href="${panelUrl + logAddress(link)}">${text}</a>` : html`${text}`;
  const drawn = (block: Block): Html => {
    switch (block.kind) {
      case 'heading':
        return html`<h2>${block.text}</h2>`;
      case 'note':
        return html`<p class="muted">${block.text}</p>`;
      case 'statement':
        return html`<p class="${block.good ? 'good' : 'bad'}">${linked(block.text, block.link)}</p>`;
      case 'strip':
        return html`<div>${linked(block.label, block.link)}</div><div class="strip">${block.slices.map((slice) => html`<i class="${slice}"></i>`)}</div>`;
      case 'legend':
        return html`<p>${block.activities.map(({ activity, text }) => html`<i class="key ${activity}"></i>${text}`)}</p>`;
      case 'table': {
        const kind = (isNumber: true | undefined) => (isNumber ? 'number' : '');
        return html`<table><thead><tr>${block.columns.map(({ head, isNumber }) => html`<th class="${kind(isNumber)}">${head}</th>`)}</tr></thead><tbody>${block.rows.map(
          (row) =>
            html`<tr>${row.map(({ text, link, isNumber }) => html`<td class="${kind(isNumber)}">${linked(text, link)}</td>`)}</tr>`,
        )}</tbody></table>`;
      }
    }
  };
  yield htmlHead({ title: report.title, language, style: paperStyle + stripStyle });
  yield html`<h1>${report.title}</h1><p class="muted">${report.subtitle}</p>${report.blocks.map(drawn)}`.html;
  yield htmlEnd;
}

async function* pdfOf(report: ShiftReportView, options: FileOptions): AsyncGenerator<Uint8Array> {
  const { language, panelUrl, nowUs } = options;
  const address = (link: EventsLink) => panelUrl + logAddress(link);
  const drawn = (block: Block): PdfStep[] => {
    switch (block.kind) {
      case 'heading':
        return [{ do: 'heading', text: block.text }];
      case 'note':
        return [{ do: 'text', text: block.text, colour: pdfMuted }];
      case 'statement':
        return [
          {
            do: 'text',
            text: `${block.good ? '✓' : '✗'} ${block.text}`,
            colour: block.good ? green : red,
            link: address(block.link),
          },
        ];
      case 'strip':
        return [{ do: 'strip', label: block.label, colours: block.slices.map((slice) => colours[slice]) }];
      case 'legend':
        return [
          {
            do: 'legend',
            keys: block.activities.map(({ activity, text }) => ({ colour: colours[activity], text })),
          },
        ];
      case 'table':
        return [
          {
            do: 'table',
            columns: block.columns.map(({ head, share, isNumber }) => ({
              head,
              share,
              ...(isNumber ? { align: 'right' as const } : {}),
            })),
          },
          ...block.rows.map(
            (row): PdfStep => ({
              do: 'row',
              cells: row.map(({ text, link }) =>
                link ? { text, colour: blue, link: address(link) } : { text },
              ),
            }),
          ),
        ];
    }
  };
  const printer = await pdfPrinter({ title: report.title, language, landscape: true, createdUs: nowUs });
  try {
    yield await printer.draw([
      { do: 'heading', text: report.title, size: 16 },
      { do: 'text', text: report.subtitle, colour: pdfMuted },
      ...report.blocks.flatMap(drawn),
    ]);
    yield await printer.end(reportWords[language].page);
  } finally {
    await printer.close();
  }
}
