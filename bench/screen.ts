/**
 * From the machine to the eye: 50 SHDR adapters × 20 events/s into the product, a browser at the developer level, and for
 * every row that is drawn the time from the adapter's stamp to the frame that shows it. One clock, so the figure is the whole way.
 *
 *   node bench/screen.ts [--seconds 60] [--machines 50] [--rate 20]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startChromium } from '../e2e/chromium.ts';
import { newDirectory, removeDirectory, startProduct } from '../e2e/support/product.ts';
import { startShdrMachines } from './shdr-machines.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    machines: { type: 'string', default: '50' },
    rate: { type: 'string', default: '20' },
  },
});
const [seconds, count, rate] = [Number(values.seconds), Number(values.machines), Number(values.rate)];

const machines = await startShdrMachines(count, rate);
const directory = await newDirectory();
const config = {
  http: { port: 0 },
  machines: machines.ports.map((port, index) => ({
    connector: 'shdr',
    id: `machine-${index + 1}`,
    host: '127.0.0.1',
    port,
  })),
};
const product = await startProduct({ directory, config: JSON.stringify(config) });
const browser = await startChromium();
try {
  const [name, value] = product.cookie.split('=') as [string, string];
  await browser.context.addCookies([{ name, value, url: product.url }]);
  const page = await browser.context.newPage();
  await page.goto(`${product.url}/?level=developer`);
  await page.waitForSelector('[role=row][data-id]');
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const rss: number[] = [];
  const sampling = setInterval(() => rss.push(residentMiB(product.child.pid!)), 1000);
  const delays = await page.evaluate(drawnDelays, seconds * 1000);
  clearInterval(sampling);
  delays.sort((a, b) => a - b);
  const at = (part: number) =>
    Math.round(delays[Math.min(delays.length - 1, Math.floor(delays.length * part))] ?? Number.NaN);
  process.stdout.write(
    `| machines × events/s | rows drawn | p50 ms | p95 ms | p99 ms | server MiB (max) |\n|---|---|---|---|---|---|\n` +
      `| ${count} × ${rate} | ${delays.length} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${Math.round(Math.max(...rss))} |\n`,
  );
} finally {
  await browser.close();
  await product.stop();
  await machines.stop();
  await removeDirectory(directory);
}

/** Runs in the page: milliseconds from each new row's own time to the frame after it was laid out. */
async function drawnDelays(forMs: number): Promise<number[]> {
  const selector = '[role=row][data-id]';
  const seen = new Set<string>();
  for (const row of document.querySelectorAll(selector)) seen.add(row.id);
  const found: number[] = [];
  const until = performance.now() + forMs;
  while (performance.now() < until) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = Date.now();
    for (const row of document.querySelectorAll(selector)) {
      if (seen.has(row.id)) continue;
      seen.add(row.id);
      const text = row.querySelector('.cell-time')?.textContent?.trim() ?? '';
      found.push(now - new Date(text.replace(' ', 'T')).getTime());
    }
  }
  return found;
}

function residentMiB(pid: number): number {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}
