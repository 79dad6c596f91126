/** What the first screen loads before it can show a row: every kilobyte of it is read by a slow computer at the machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { builtPanel } from './built-panel.ts';

/** Of scripts, as they travel over HTTPS. A budget, not a wish: raise it only with the figure in docs/reference/performance.md. */
const budgetKb = 195;

const scriptsIn = (html: string) => [
  ...new Set([...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => path!)),
];

test('the first screen loads no more than its budget, and no engine that only a search needs', async () => {
  const dist = await builtPanel();
  const first = scriptsIn(readFileSync(join(dist, 'index.html'), 'utf8'));
  expect(first.map((path) => basename(path).replace(/-.*$/, ''))).toEqual(
    expect.arrayContaining(['index', 'first', 'libraries', 'panel']),
  );
  const bytes = first.map((path) => readFileSync(join(dist, `${path}.br`)).length);
  expect(bytes.reduce((sum, one) => sum + one, 0) / 1000).toBeLessThan(budgetKb);
  // RE2 in JavaScript is larger than the panel itself; it names its own error class.
  const holding = readdirSync(join(dist, 'assets')).filter(
    (file) =>
      file.endsWith('.js') &&
      readFileSync(join(dist, 'assets', file), 'utf8').includes('RE2JSSyntaxException'),
  );
  expect(holding).toHaveLength(1);
  expect(first.map((path) => basename(path))).not.toContain(holding[0]);
}, 90_000);
