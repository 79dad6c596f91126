/** The thread that draws a PDF: fonts are taken apart and put together again for seconds, in which the program goes on. */
import { parentPort } from 'node:worker_threads';
import { type PdfPaper, pdfPaper } from './pdf-paper.ts';
import type { PdfOptions, PdfStep } from './pdf-step.ts';

export type PdfAsk =
  | { readonly begin: PdfOptions }
  | { readonly draw: readonly PdfStep[] }
  | { readonly end: string }
  | 'leave';
export type PdfAnswer = { readonly bytes: Uint8Array } | { readonly problem: string };

// This module runs in a worker thread alone.
const port = parentPort!;
let paper: PdfPaper | undefined;

async function answer(ask: Exclude<PdfAsk, 'leave'>): Promise<Uint8Array> {
  if ('begin' in ask) paper = pdfPaper(ask.begin);
  else if ('end' in ask) return paper!.end(ask.end);
  else for (const step of ask.draw) paper!.draw(step);
  return paper!.taken();
}

port.on('message', (ask: PdfAsk) => {
  if (ask === 'leave') {
    port.close();
    return;
  }
  answer(ask).then(
    (bytes) => port.postMessage({ bytes } satisfies PdfAnswer),
    (error: Error) => port.postMessage({ problem: error.stack ?? String(error) } satisfies PdfAnswer),
  );
});
