/** Paragraphs and tables of a DOCX, with its headers and footers. */
import type { Budget } from '../budget.ts';
import { type DocumentLine, DocumentRefused, type DocumentTable } from '../document.ts';
import { FlowCollector } from '../flow-collector.ts';
import type { OfficePackage } from './package.ts';
import { relationships } from './relationships.ts';
import { walkXml } from './walk-xml.ts';

export async function readDocx(
  opened: OfficePackage,
  document: string,
  budget: Budget,
): Promise<{ readonly lines: readonly DocumentLine[]; readonly tables: readonly DocumentTable[] }> {
  const related = await relationships(opened, document, budget);
  const around = [...related.values()].filter(({ type }) => type === 'header' || type === 'footer');
  const flow = new FlowCollector(budget);
  const body = await opened.part(document);
  if (!body) throw new DocumentRefused('document-damaged', 'no document');
  if (opened.names.some((name) => /vbaproject\.bin$/i.test(name))) budget.notices.add('macros-not-run');
  const headers = around.filter(({ type }) => type === 'header');
  for (const { target } of headers) readPart(await opened.part(target), flow, budget);
  readPart(body, flow, budget);
  for (const { target } of around)
    if (!headers.some((each) => each.target === target)) readPart(await opened.part(target), flow, budget);
  return flow.end();
}

function readPart(bytes: Uint8Array | undefined, flow: FlowCollector, budget: Budget): void {
  if (!bytes) return;
  let inText = false;
  // A text box stands twice: as a drawing, and for old programs as a fallback.
  let inFallback = 0;
  walkXml(
    bytes,
    {
      open(name) {
        if (name === 'Fallback') inFallback++;
        if (inFallback > 0) return;
        if (name === 't') inText = true;
        else if (name === 'tab') flow.text('\t');
        else if (name === 'br' || name === 'cr') flow.lineEnd();
        else if (name === 'tbl') flow.openTable();
        else if (name === 'tr') flow.openRow();
        else if (name === 'tc') flow.openCell();
      },
      text(some) {
        if (inText) flow.text(some);
      },
      close(name) {
        if (name === 'Fallback') inFallback--;
        if (inFallback > 0) return;
        if (name === 't') inText = false;
        else if (name === 'p') flow.lineEnd();
        else if (name === 'tc') flow.closeCell();
        else if (name === 'tr') flow.closeRow();
        else if (name === 'tbl') flow.closeTable();
      },
    },
    budget,
  );
}
