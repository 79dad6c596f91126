/**
 * The NC viewer with a finishing pass over a free form: from choosing the file to the first lines on the screen and to the whole, times between frames
 * while it is turned, how long picking takes, and the memory of the page and its worker. WebGL is Chromium's software renderer, so frames are those
 * of a computer without a graphics processor. The panel is measured as it was last built (`npm start` builds it).
 *
 *   node bench/nc-view.ts [moves …]     # 10000 100000 1000000
 */
/// <reference lib="dom" />
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { startChromium } from '../e2e/chromium.ts';
import { newDirectory, removeDirectory, startProduct } from '../e2e/support/product.ts';
import { quantile } from './stored/queries.ts';

const sizes = process.argv.slice(2).map(Number);
const moves = sizes.length > 0 ? sizes : [10_000, 100_000, 1_000_000];
const turns = 60;

/** Lines along X over a wave, a quarter of a millimetre a block. */
function finishingPass(blocks: number): string {
  const columns = 1000;
  const rows = Math.ceil(blocks / columns);
  const lines = [
    '%',
    'O1',
    'G21 G90 G17 G94',
    'T1 M6 (D=6 R3 BALL END MILL)',
    'S12000 M3',
    'G0 X0. Y0.',
    'G43 H1 Z50.',
    'G1 Z2. F1000.',
  ];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const x = (row % 2 === 0 ? column : columns - 1 - column) * 0.25;
      const y = (row * 250) / rows;
      const z = 8 * Math.sin(x / 14) * Math.cos(y / 11) + 0.4 * Math.sin(x * 1.7);
      lines.push(
        `X${x.toFixed(3)} Y${y.toFixed(3)} Z${z.toFixed(3)}${column === 0 ? ` F${1000 + (row % 5) * 300}.` : ''}`,
      );
    }
  lines.push('G0 Z50.', 'M5', 'M30', '%');
  return lines.join('\n');
}

const directory = await newDirectory();
const product = await startProduct({ directory });
try {
  process.stdout.write(
    '| moves | MB | first lines ms | whole ms | frame p50 ms | p95 ms | pick p50 ms | page MiB | graphics MiB |\n|---|---|---|---|---|---|---|---|---|\n',
  );
  for (const count of moves) {
    const text = finishingPass(count);
    const file = join(directory, `pass-${count}.nc`);
    writeFileSync(file, text);
    const browser = await startChromium({ width: 1440, height: 900 });
    const [name, value] = product.cookie.split('=') as [string, string];
    await browser.context.addCookies([{ name, value, url: product.url }]);
    const page = await browser.context.newPage();
    await page.goto(`${product.url}/programs/view`);
    const input = page.locator('input[type=file]');
    await input.waitFor({ state: 'attached' });
    await page.evaluate(() => {
      document
        .querySelector('input')!
        .addEventListener('change', () => performance.mark('chosen'), { capture: true });
    });
    await input.setInputFiles(file);
    await page.locator('.program-facts strong').waitFor({ timeout: 120_000 });
    await page.waitForTimeout(3000);
    const ms = await page.evaluate(() => {
      const at = (mark: string) => performance.getEntriesByName(mark)[0]!.startTime;
      return { first: at('toolpath drawn') - at('chosen'), whole: at('program read') - at('chosen') };
    });
    const stage = (await page.locator('.toolpath-stage').boundingBox())!;
    const [x, y] = [stage.x + stage.width / 2, stage.y + stage.height / 2];
    await page.evaluate(watchFrames);
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let turn = 0; turn < turns; turn++) {
      await page.mouse.move(x + 4 * turn, y + turn);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await page.mouse.up();
    await page.waitForTimeout(2500);
    const frames = (await page.evaluate('window.frameTimes')) as number[];
    const picks: number[] = [];
    for (let i = 0; i < 20; i++)
      picks.push(await page.evaluate(pickMs, { clientX: x - 100 + 10 * i, clientY: y - 60 + 5 * i }));
    const memory = await residentMiB(browser.context);
    const cells = [
      count,
      (text.length / 1e6).toFixed(1),
      Math.round(ms.first),
      Math.round(ms.whole),
      quantile(frames, 0.5).toFixed(1),
      quantile(frames, 0.95).toFixed(1),
      quantile(picks, 0.5).toFixed(1),
      memory.renderer,
      memory['gpu-process'],
    ];
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
    await browser.close();
  }
} finally {
  await product.stop();
  await removeDirectory(directory);
}

/** Runs in the page: what the picture does in a frame in which the pointer has moved, between one callback before its own and one behind. */
async function pickMs(place: { clientX: number; clientY: number }): Promise<number> {
  const frame = () =>
    new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
  const before = frame();
  const moved = new PointerEvent('pointermove', { ...place, pointerType: 'mouse', bubbles: true });
  document.querySelector('.toolpath-stage')!.dispatchEvent(moved);
  const behind = frame();
  return (await behind) - (await before);
}

/** Resident memory of Chromium's processes by what they are; workers live in the page's. Linux alone tells it here. */
async function residentMiB(context: BrowserContext): Promise<Record<'renderer' | 'gpu-process', number>> {
  const found = { renderer: 0, 'gpu-process': 0 };
  const session = await context.newCDPSession(context.pages().at(-1)!);
  await session.send('HeapProfiler.collectGarbage');
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const command = textOf(`/proc/${pid}/cmdline`);
    const kind = (['renderer', 'gpu-process'] as const).find((each) => command.includes(`--type=${each}`));
    const resident = /VmRSS:\s+(\d+)/.exec(textOf(`/proc/${pid}/status`))?.[1];
    // One browser at a time; of its pages the one that was opened last holds the program.
    if (kind && resident) found[kind] = Math.max(found[kind], Math.round(Number(resident) / 1024));
  }
  return found;
}

/** Empty where the process has ended meanwhile. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Runs in the page: milliseconds between frames, from now on, as long as the button is down. */
function watchFrames(): void {
  const times: number[] = [];
  Object.assign(window, { frameTimes: times });
  let lastMs: number | undefined;
  let held = true;
  addEventListener('pointerup', () => {
    held = false;
  });
  const next = (nowMs: number) => {
    if (!held) return;
    if (lastMs !== undefined) times.push(nowMs - lastMs);
    lastMs = nowMs;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}
