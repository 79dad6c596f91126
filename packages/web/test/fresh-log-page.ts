/** A fresh page of the log panel for each test of a file, as it ships, against a log of ten million rows. */
import type { Event } from '@mantinel/contract';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { builtPanel } from './built-panel.ts';
import { type Browser, startChromium } from './chromium.ts';
import { nowUs, type StandIn, standInServer } from './stand-in-server.ts';

export const rows = 10_000_000;
export const rowSelector = '.row[data-id]';

export interface LogPage {
  readonly browser: Browser;
  readonly server: StandIn;
  readonly page: Page;
  open(path?: string): Promise<void>;
  /** Of the rows on the screen, from 1. */
  indexes(): Promise<number[]>;
  ids(): Promise<(string | undefined)[]>;
  /** What the line below says of where one is. */
  place(): Promise<string>;
  /** Waits until what is seen satisfies the check, and says what was seen last when it never does. */
  until<T>(look: () => Promise<T>, check: (seen: T) => boolean, clock?: Page): Promise<T>;
}

/** To be called once at the top of a file of tests. */
export function freshLogPage(): LogPage {
  let browser: Browser;
  let server: StandIn;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    const dist = await builtPanel();
    server = await standInServer({ rows, dist });
    browser = await startChromium();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    page = await browser.context.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content.Security|Failed to parse|Warning:/i.test(message.text())) complaints.push(message.text());
    });
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  return {
    get browser() {
      return browser;
    },
    get server() {
      return server;
    },
    get page() {
      return page;
    },
    open: async (path = '/?level=developer&order=received') => {
      await page.goto(server.url + path);
      await page.waitForSelector(rowSelector);
    },
    indexes: () =>
      page.$$eval(rowSelector, (all) => all.map((row) => Number(row.getAttribute('aria-rowindex')))),
    ids: () => page.$$eval(rowSelector, (all) => all.map((row) => (row as HTMLElement).dataset.id)),
    place: () => page.locator('.status-place').innerText(),
    until: async (look, check, clock = page) => {
      const end = Date.now() + 6000;
      let seen = await look();
      while (!check(seen) && Date.now() < end) {
        await clock.waitForTimeout(30);
        seen = await look();
      }
      expect(check(seen), `last seen: ${JSON.stringify(seen)}`).toBe(true);
      return seen;
    },
  };
}

export const liveEvent = (given: Partial<Event> = {}) => ({
  timeUs: nowUs(),
  receivedUs: nowUs(),
  site: 'plant',
  machine: 'mill-1',
  kind: 'message' as const,
  severity: 9,
  code: 'machine.message',
  message: 'said live',
  attributes: {},
  quality: 'good' as const,
  ...given,
});
