/** How evenly frames come while the log is scrolled. */
import type { Page } from 'playwright-core';
import type { Browser } from '../../e2e/chromium.ts';
import { quantile } from '../stored/queries.ts';

export interface FrameTimes {
  readonly frames: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** Share of frames over 33 ms: two frames of 60 Hz. */
  readonly overHalf: number;
}

const frameMs = 1000 / 60;
const notchPx = 120;

export async function scrollFrames(
  { context }: Browser,
  address: string,
  { how, seconds }: { how: 'rest' | 'wheel' | 'drag'; seconds: number },
): Promise<FrameTimes> {
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForSelector('.row[data-id]');
  await page.waitForTimeout(1500);
  await page.evaluate(watchFrames);
  const untilMs = performance.now() + seconds * 1000;
  if (how === 'wheel') await turnWheel(page, untilMs);
  else if (how === 'drag') await dragThumb(page, seconds * 1000);
  else await page.waitForTimeout(seconds * 1000);
  const times = (await page.evaluate('window.frameTimes')) as number[];
  await page.close();
  return {
    frames: times.length,
    overHalf: times.filter((ms) => ms > 33).length / times.length,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    max: Math.max(...times),
  };
}

/** Runs in the page: milliseconds between frames, from now on. */
function watchFrames(): void {
  const times: number[] = [];
  Object.assign(window, { frameTimes: times });
  let lastMs: number | undefined;
  const next = (nowMs: number) => {
    if (lastMs !== undefined) times.push(nowMs - lastMs);
    lastMs = nowMs;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

/** Away from the newest rows, as fast as a wheel that is spun. */
async function turnWheel(page: Page, untilMs: number): Promise<void> {
  await page.mouse.move(700, 500);
  while (performance.now() < untilMs) {
    const beganMs = performance.now();
    await page.mouse.wheel(0, -notchPx);
    await rest(beganMs + frameMs - performance.now());
  }
}

/** From the newest row to the oldest and back, by the thumb. */
async function dragThumb(page: Page, forMs: number): Promise<void> {
  const track = (await page.locator('.scrollbar').boundingBox())!;
  const thumb = (await page.locator('.thumb').boundingBox())!;
  const x = thumb.x + thumb.width / 2;
  await page.mouse.move(x, thumb.y + thumb.height / 2);
  await page.mouse.down();
  const beganMs = performance.now();
  for (;;) {
    const nowMs = performance.now();
    const done = (nowMs - beganMs) / forMs;
    if (done >= 1) break;
    const share = Math.abs(1 - 2 * done);
    await page.mouse.move(x, track.y + track.height * share);
    await rest(nowMs + frameMs - performance.now());
  }
  await page.mouse.up();
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
