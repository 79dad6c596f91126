/** How long a person waits for the first rows, and until the panel does what they press. */
import type { Browser } from '../../e2e/chromium.ts';

export interface Load {
  /** To the frame after the first rows stood in the page. */
  readonly rowsMs: number;
  /** To the frame that answers the first key pressed when rows stood there: it marks a row. */
  readonly answeredMs: number;
}

/** Milliseconds from the navigation, in a page of its own; `throttle`: how many times slower the page's processor is. */
export async function loadOf({ context }: Browser, address: string, throttle = 1): Promise<Load> {
  const page = await context.newPage();
  // What a script of the page says is not seen before the page is: the process for it is not part of the wait.
  await page.goto(new URL('/mantinel.svg', address).href);
  await page.addInitScript(() => {
    const markWhen = (selector: string, name: string) => {
      const seen = new MutationObserver(() => {
        if (!document.querySelector(selector)) return;
        seen.disconnect();
        requestAnimationFrame(() => {
          const drawn = new MessageChannel();
          drawn.port1.onmessage = () => performance.mark(name);
          drawn.port2.postMessage('drawn');
        });
      });
      seen.observe(document, { childList: true, subtree: true, attributes: true });
    };
    markWhen('.row[data-id]', 'first rows');
    markWhen('.row[aria-selected=true]', 'answered');
  });
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await page.goto(address, { waitUntil: 'commit' });
  const markedMs = (name: string) =>
    page.evaluate((mark) => performance.getEntriesByName(mark)[0]?.startTime, name);
  const waitFor = async (name: string, meanwhile: () => Promise<void>): Promise<number> => {
    for (;;) {
      const ms = await markedMs(name);
      if (ms !== undefined) return ms;
      await meanwhile();
    }
  };
  const rowsMs = await waitFor('first rows', () => page.waitForTimeout(20));
  // Like somebody who goes on pressing until something happens.
  const answeredMs = await waitFor('answered', async () => {
    await page.keyboard.press('k');
    await page.waitForTimeout(20);
  });
  await page.close();
  return { rowsMs, answeredMs };
}
