/** The product, a browser and a fresh page for each test of a file; an error on a page fails the test that it was in. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startChromium } from '../chromium.ts';
import { newDirectory, type Product, removeDirectory, startProduct } from './product.ts';

interface PanelOptions {
  /** Text of mantinel.yaml. */
  readonly config?: string;
  /** False leaves signing in to the test. */
  readonly signedIn?: boolean;
  /** What a page waits for at most. */
  readonly timeoutMs?: number;
}

export interface Panel {
  readonly directory: string;
  readonly product: Product;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Another page, whose errors count as well. */
  newPage(): Promise<Page>;
  /** For whoever looks at the pages, where MANTINEL_PICTURES names a folder: at a desk and on a phone. */
  picture(name: string, deskHeight?: number): Promise<void>;
}

/** To be called once at the top of a file of tests. */
export function usePanel({ config, signedIn = true, timeoutMs = 10_000 }: PanelOptions = {}): Panel {
  let directory = '';
  let product: Product;
  let browser: Awaited<ReturnType<typeof startChromium>>;
  let page: Page;
  let complaints: string[];

  async function newPage(): Promise<Page> {
    const opened = await browser.context.newPage();
    opened.setDefaultTimeout(timeoutMs);
    opened.on('pageerror', (error) => complaints.push(error.message));
    return opened;
  }

  beforeAll(async () => {
    directory = await newDirectory();
    product = await startProduct({ directory, ...(config === undefined ? {} : { config }) });
    browser = await startChromium();
    const [name, value] = product.cookie.split('=') as [string, string];
    if (signedIn) await browser.context.addCookies([{ name, value, url: product.url }]);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await removeDirectory(directory);
  });
  beforeEach(async () => {
    complaints = [];
    page = await newPage();
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  return {
    get directory() {
      return directory;
    },
    get product() {
      return product;
    },
    get context() {
      return browser.context;
    },
    get page() {
      return page;
    },
    newPage,
    picture: async (name, deskHeight = 900) => {
      const folder = process.env.MANTINEL_PICTURES;
      if (folder === undefined) return;
      await mkdir(folder, { recursive: true });
      for (const [kind, width, height] of [
        ['desk', 1280, deskHeight],
        ['phone', 390, 844],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.screenshot({ path: join(folder, `${name}-${kind}.png`) });
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    },
  };
}

/** What the server answers where it asks for a fresh proof. */
export const stepUp = {
  status: 403,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    code: 'session.stepUp',
    title: 'This needs a fresh proof that it is you.',
    status: 403,
  }),
};
