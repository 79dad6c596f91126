/** Text of a PDF, read in a thread that is ended when it takes too long or too much. */
import { askThread } from '../../../ask-thread.ts';
import type { Budget } from '../budget.ts';
import { type DocumentLine, DocumentRefused } from '../document.ts';
import type { PdfAnswer, PdfTask } from './pdf-worker.ts';
import { unpacksTooFar } from './unpacked-size.ts';

/** What the process may grow by meanwhile: limits of a thread do not count what it unpacks. */
const mostGrowth = 512 * 2 ** 20;
const lookEveryMs = 50;

const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/** Throws `DocumentRefused`. Tables are columns of its lines. */
export async function readPdf(bytes: Uint8Array, budget: Budget): Promise<readonly DocumentLine[]> {
  if (unpacksTooFar(bytes, budget)) throw new DocumentRefused('document-bomb');
  const { pages, characters } = budget.limits;
  const answer = await askPdfThread({ bytes, pages, characters }, budget.leftMs);
  if ('problem' in answer)
    throw new DocumentRefused(
      answer.problem === 'encrypted' ? 'document-encrypted' : 'document-damaged',
      answer.detail,
    );
  if (answer.cut) budget.notices.add('cut');
  const lines: DocumentLine[] = [];
  for (const [i, page] of answer.pages.entries()) {
    if (page.length === 0) budget.notices.add('pages-without-text');
    for (const [j, text] of page.entries())
      if (budget.take(text.length)) lines.push({ text, where: `page ${i + 1} line ${j + 1}` });
  }
  if (lines.length === 0) throw new DocumentRefused('document-scanned');
  return lines;
}

async function askPdfThread(task: PdfTask, timeMs: number): Promise<PdfAnswer> {
  const giving = new AbortController();
  const giveUp = (reason: 'document-too-slow' | 'document-bomb') => giving.abort(new DocumentRefused(reason));
  const timer = setTimeout(() => giveUp('document-too-slow'), timeMs);
  const before = process.memoryUsage.rss();
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() - before > mostGrowth) giveUp('document-bomb');
  }, lookEveryMs);
  try {
    return await askThread<PdfAnswer>(new URL('./pdf-worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits,
      signal: giving.signal,
      // What pdf.js has to say of a document is no line of the log.
      stdout: true,
      stderr: true,
    });
  } catch (error) {
    giving.signal.throwIfAborted();
    return { problem: 'damaged', detail: String(error) };
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
  }
}
