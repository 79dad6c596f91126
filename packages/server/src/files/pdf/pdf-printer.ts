/** A PDF drawn by a thread of its own, seen from outside: steps in, bytes out as pages get finished. */
import { Worker } from 'node:worker_threads';
import type { PdfOptions, PdfStep } from './pdf-step.ts';
import type { PdfAnswer, PdfAsk } from './pdf-worker.ts';

export interface PdfPrinter {
  /** One at a time. Resolves to what got finished. */
  draw(steps: readonly PdfStep[]): Promise<Uint8Array>;
  /** `pageNumber` holds `{page}` and `{of}`. */
  end(pageNumber: string): Promise<Uint8Array>;
  /** Resolves when the thread is gone; also before the end was drawn. */
  close(): Promise<void>;
}

const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

export async function pdfPrinter(options: PdfOptions): Promise<PdfPrinter> {
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), { resourceLimits });
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let answered = Promise.withResolvers<PdfAnswer>();
  worker.on('message', (answer: PdfAnswer) => answered.resolve(answer));
  worker.on('error', (error) => answered.resolve({ problem: String(error) }));

  async function ask(question: PdfAsk): Promise<Uint8Array> {
    answered = Promise.withResolvers<PdfAnswer>();
    worker.postMessage(question);
    const lost = gone.then((): PdfAnswer => ({ problem: 'its thread ended' }));
    const answer = await Promise.race([answered.promise, lost]);
    if ('problem' in answer) throw new Error(`the PDF could not be drawn: ${answer.problem}`);
    return answer.bytes;
  }
  const close = () => {
    // Asked to go, not torn away: within a call of zlib that is where Node has crashed.
    worker.postMessage('leave' satisfies PdfAsk);
    return gone;
  };
  try {
    await ask({ begin: options });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    draw: (steps) => ask({ draw: steps }),
    end: (pageNumber) => ask({ end: pageNumber }),
    close,
  };
}
