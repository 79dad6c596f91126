/** How long a person waits for the first rows. */
import type { Browser } from '../../e2e/chromium.ts';

/** Milliseconds from the navigation to the frame after the first rows stood in the page, in a page of its own. */
export async function firstRowsMs({ context }: Browser, address: string): Promise<number> {
  const page = await context.newPage();
  // What a script of the page says is not seen before the page is: the process for it is not part of the wait.
  await page.goto(new URL('/mantinel.svg', address).href);
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector('.row[data-id]')) return;
      seen.disconnect();
      requestAnimationFrame(() => {
        const drawn = new MessageChannel();
        drawn.port1.onmessage = () => performance.mark('first rows');
        drawn.port2.postMessage('drawn');
      });
    });
    seen.observe(document, { childList: true, subtree: true });
  });
  await page.goto(address);
  const marked = await page.waitForFunction(() => performance.getEntriesByName('first rows')[0]?.startTime);
  const tookMs = Number(await marked.jsonValue());
  await page.close();
  return tookMs;
}
