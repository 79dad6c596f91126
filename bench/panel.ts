/**
 * The log panel on a filled log: the time from navigation to the first rows, with the browser's cache cold (a new profile each
 * time) and warm (a new page each time), the time until the first key is answered, the same on a processor four times slower, and
 * the times between frames while the wheel turns and the scrollbar is dragged.
 * The panel is measured as it was last built (`npm start` builds it).
 *
 *   node bench/panel.ts [events] [--data folder] [--loads 20] [--seconds 8]
 *
 * `--data`: a folder to fill, or one filled before, which is left as it is; without it a temporary one.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Browser, startChromium } from '../e2e/chromium.ts';
import { newDirectory, type Product, removeDirectory, startProduct } from '../e2e/support/product.ts';
import { isCaughtUp } from './panel/caught-up.ts';
import { type FrameTimes, scrollFrames } from './panel/frames.ts';
import { type Load, loadOf } from './panel/loads.ts';
import { quantile } from './stored/queries.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    loads: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '8' },
  },
});
const events = Number(positionals[0] ?? 10_000_000);
const [loads, seconds] = [Number(values.loads), Number(values.seconds)];
const directory = values.data ?? (await newDirectory());
const logbook = join(directory, 'data', 'logbook');
const fill = join(import.meta.dirname, 'stored', 'fill.ts');

const print = (line: string) => process.stdout.write(`${line}\n`);

async function signedIn(product: Product): Promise<Browser> {
  const browser = await startChromium();
  const [name, value] = product.cookie.split('=') as [string, string];
  await browser.context.addCookies([{ name, value, url: product.url }]);
  return browser;
}

function loadRow(cache: string, took: readonly Load[]): string {
  const at = (of: keyof Load, share: number) =>
    Math.round(
      quantile(
        took.map((load) => load[of]),
        share,
      ),
    );
  return `| ${events} | ${cache} | ${took.length} | ${at('rowsMs', 0.5)} | ${at('rowsMs', 0.95)} | ${at('answeredMs', 0.5)} | ${at('answeredMs', 0.95)} |`;
}

function frameRow(name: string, { frames, overHalf, p50, p95, max }: FrameTimes): string {
  const ms = (value: number) => value.toFixed(1);
  return `| ${events} | ${name} | ${frames} | ${ms(p50)} | ${ms(p95)} | ${ms(max)} | ${(100 * overHalf).toFixed(1)} % |`;
}

try {
  if (!existsSync(logbook)) execFileSync(process.execPath, [fill, logbook, String(events)]);
  const config = JSON.stringify({ node: 'bench', site: 'main', http: { port: 0 }, machines: [] });
  const product = await startProduct({ directory, config });
  try {
    // What alarms and projections read is a matter of `catch-up.ts`.
    while (!(await isCaughtUp(product))) await sleep(500);
    const panel = `${product.url}/?level=developer`;
    print(
      '| events | browser cache | loads | first rows p50 ms | p95 ms | first key answered p50 ms | p95 ms |\n|---|---|---|---|---|---|---|',
    );
    const cold = async (throttle: number) => {
      const took: Load[] = [];
      for (let load = 0; load < loads; load += 1) {
        const browser = await signedIn(product);
        took.push(await loadOf(browser, panel, throttle));
        await browser.close();
      }
      return took;
    };
    const browser = await signedIn(product);
    const warm = async (throttle: number) => {
      const took: Load[] = [];
      for (let load = 0; load < loads; load += 1) took.push(await loadOf(browser, panel, throttle));
      return took;
    };
    print(loadRow('cold', await cold(1)));
    await loadOf(browser, panel);
    print(loadRow('warm', await warm(1)));
    print(loadRow('cold, processor 4 × slower', await cold(4)));
    print(loadRow('warm, processor 4 × slower', await warm(4)));
    print(
      '\n| events | scrolling | frames | p50 ms | p95 ms | max ms | over 33 ms |\n|---|---|---|---|---|---|---|',
    );
    for (const [name, how] of [
      ['nothing', 'rest'],
      ['wheel, 120 px a frame', 'wheel'],
      ['scrollbar, end to end', 'drag'],
    ] as const)
      print(frameRow(name, await scrollFrames(browser, panel, { how, seconds })));
    await browser.close();
  } finally {
    await product.stop();
  }
} finally {
  if (values.data === undefined) await removeDirectory(directory);
}
