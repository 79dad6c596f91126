/** Lines and tables of an HTML page, as setup sheets of CAM systems are: what is shown, nothing run, nothing loaded. */
import { Parser } from 'htmlparser2';
import type { Budget } from './budget.ts';
import type { DocumentLine, DocumentTable } from './document.ts';
import { FlowCollector } from './flow-collector.ts';

const notShown = new Set(['script', 'style', 'template', 'noscript', 'head', 'svg', 'object']);
const blocks = new Set(
  'address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section title ul'.split(
    ' ',
  ),
);
const piece = 1 << 16;

export function readHtml(
  html: string,
  budget: Budget,
): { readonly lines: readonly DocumentLine[]; readonly tables: readonly DocumentTable[] } {
  const flow = new FlowCollector(budget);
  let hidden = 0;
  let preformatted = 0;
  const parser = new Parser(
    {
      onopentagname(name) {
        if (notShown.has(name)) hidden++;
        if (name === 'pre') preformatted++;
        if (name === 'br' || blocks.has(name)) flow.lineEnd();
        else if (name === 'table') flow.openTable();
        else if (name === 'tr') flow.openRow();
        else if (name === 'td' || name === 'th') flow.openCell();
      },
      ontext(text) {
        if (hidden > 0) return;
        if (preformatted === 0) flow.text(text.replace(/[ \t\r\n]+/g, ' '));
        else
          for (const [i, line] of text.split(/\r?\n/).entries()) {
            if (i > 0) flow.lineEnd();
            flow.text(line);
          }
      },
      onclosetag(name) {
        if (notShown.has(name)) hidden--;
        if (name === 'pre') preformatted--;
        if (blocks.has(name)) flow.lineEnd();
        else if (name === 'table') flow.closeTable();
        else if (name === 'tr') flow.closeRow();
        else if (name === 'td' || name === 'th') flow.closeCell();
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  for (let at = 0; at < html.length; at += piece) {
    budget.inTime();
    parser.write(html.slice(at, at + piece));
  }
  parser.end();
  return flow.end();
}
