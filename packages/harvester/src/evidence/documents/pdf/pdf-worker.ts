/** The thread in which a PDF is read: whatever its bytes make of pdf.js ends here. */
import { parentPort, workerData } from 'node:worker_threads';
import { layoutOf, type PlacedText } from './page-layout.ts';

export interface PdfTask {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly characters: number;
}

export type PdfAnswer =
  /** Of each page its lines, as they stand beside each other. `cut`: there is more than was asked for. */
  | { readonly pages: readonly (readonly string[])[]; readonly cut: boolean }
  | { readonly problem: 'encrypted' | 'damaged'; readonly detail: string };

async function answer({ bytes, pages: mostPages, characters }: PdfTask): Promise<PdfAnswer> {
  const { getDocumentProxy } = await import('unpdf');
  const pdf = await getDocumentProxy(bytes, {
    useSystemFonts: false,
    disableFontFace: true,
    // Nothing of it is loaded from elsewhere, and pictures are of no use here.
    maxImageSize: 1,
    stopAtErrors: false,
    verbosity: 0,
  });
  const pages: (readonly string[])[] = [];
  let left = characters;
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages) && left > 0; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const placed: PlacedText[] = [];
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [, , , , x, y] = item.transform as number[];
      placed.push({ text: item.str, x: x!, y: y!, width: item.width, height: item.height });
    }
    const lines = layoutOf(placed);
    left -= lines.reduce((sum, line) => sum + line.length, 0);
    pages.push(lines);
    page.cleanup();
  }
  return { pages, cut: pages.length < pdf.numPages };
}

const problemOf = (error: unknown): PdfAnswer => {
  const name = error instanceof Error ? error.name : '';
  return { problem: name === 'PasswordException' ? 'encrypted' : 'damaged', detail: String(error) };
};

parentPort?.postMessage(await answer(workerData as PdfTask).catch(problemOf));
// pdf.js keeps ports of its own open.
process.exit();
