/** What axe finds on a page as it stands: the faults that keep somebody from using it. */
/// <reference lib="dom" />
import axeCore from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  // Put into the page by its source.
  var axe: typeof import('axe-core');
}

/** `rule: what is wrong, at which elements`, of the serious and critical ones. */
export async function axeFaults(page: Page): Promise<string[]> {
  // Through the debugger, since the policy of the pages lets no foreign script in.
  if (await page.evaluate(() => globalThis.axe === undefined)) await page.evaluate(axeCore.source);
  return page.evaluate(async () => {
    // A quarter of a mark that blinks says nothing of its contrast.
    for (const running of document.getAnimations()) running.cancel();
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map(({ html, failureSummary }) => {
          const why = failureSummary?.split('\n').slice(1, 2).join('').trim();
          return `${id}: ${why} ${html.slice(0, 160)}`;
        }),
      );
  });
}
