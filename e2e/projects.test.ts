/** The memory of a shop: its folders are harvested, a part is found, looked at, compared with its earlier revision and with what is like it. */
/// <reference lib="dom" />
import { execFile } from 'node:child_process';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Outcomes, Projects, paths, type RunView } from '@mantinel/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { main, newDirectory, type Product, removeDirectory, startProduct } from './support/product.ts';

let directory = '';
let product: Product;
let browser: Awaited<ReturnType<typeof startChromium>>;
let page: Page;

const run = promisify(execFile);
const picture = async (name: string) => {
  const folder = process.env.MANTINEL_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
};

/** As a finger does: down, a second, up. */
async function hold(name: RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name }).hover();
  await page.mouse.down();
  await page.waitForTimeout(1200);
  await page.mouse.up();
}

/** A pocket of several passes, and holes. */
const flange = (speed: number, feed: number) =>
  [
    '%',
    'O4711 (PART NO: FL-2040)',
    '(MATERIAL: 6061 ALUMINUM)',
    'T1 M6 (10MM ENDMILL 3FL)',
    'G90 G54 G0 X0 Y0',
    `S${speed} M3`,
    'G43 H1 Z5.',
    'Z1.',
    ...[2, 4, 6].flatMap((depth) => [
      `G1 Z-${depth}. F200`,
      ...[4, 8, 12].flatMap((half) => [
        `G1 X-${half}. Y-${half}. F${feed}`,
        `X${half}.`,
        `Y${half}.`,
        `X-${half}.`,
        `Y-${half}.`,
      ]),
    ]),
    'G0 Z50.',
    'T2 M6 (6.8MM DRILL)',
    'S2500 M3',
    'G43 H2 Z5.',
    'G81 X20. Y20. Z-15. R2. F250',
    'X-20.',
    'Y-20.',
    'G80',
    'M30',
    '%',
    '',
  ].join('\n');

const shop = () => join(directory, 'shop');
async function put(name: string, text: string, day: number) {
  const file = join(shop(), name);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text, 'latin1');
  await utimes(file, day * 86_400, day * 86_400);
}

beforeAll(async () => {
  directory = await newDirectory();
  product = await startProduct({ directory, config: 'data: ./data\n' });
  await put('2019/O4711.nc', flange(5000, 500), 18_000);
  await put('2021/O4711.nc', flange(6000, 700), 18_800);
  // Of another shape, with tools and data that are alike.
  const cover = flange(5200, 520)
    .replace('O4711', 'O99')
    .replace('FL-2040', 'CV-77')
    .replaceAll(/([XY]-?)(\d+)/g, (_word, axis, mm) => `${axis}${Number(mm) * 3 + 1}`);
  await put('covers/O99.nc', cover, 18_500);
  const settings = ['--config', join(directory, 'mantinel.yaml')];
  await run(process.execPath, [main, 'harvest', shop(), ...settings], { cwd: directory });
  browser = await startChromium({ width: 1280, height: 860 });
  const [name, value] = product.cookie.split('=') as [string, string];
  await browser.context.addCookies([{ name, value, url: product.url }]);
  page = await browser.context.newPage();
  page.setDefaultTimeout(20_000);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await removeDirectory(directory);
});

test('a part is found by its number, and its program is shown in code, path and operations', async () => {
  await page.goto(`${product.url}/programs`);
  await page.getByText('2 projects').waitFor();
  await page.getByRole('searchbox').fill('fl-20');
  await page.getByText('1 project', { exact: true }).waitFor();
  const picturedWidth = page.locator('.project-card img').evaluate((image) => {
    const { complete, naturalWidth } = image as HTMLImageElement;
    return complete
      ? naturalWidth
      : new Promise((resolve) => image.addEventListener('load', () => resolve(naturalWidth)));
  });
  expect(await picturedWidth).toBeDefined();
  await picture('projects');
  await page.getByRole('link', { name: /FL-2040/ }).click();
  await page.getByText('G81 X20. Y20. Z-15. R2. F250').or(page.getByText('O4711')).first().waitFor();
  await page.getByRole('button', { name: /Operations \(2\)/ }).waitFor();
  await picture('project-program');
  await page.getByRole('button', { name: 'Operations', exact: true }).first().click();
  const rows = page.locator('.project-table tbody tr');
  await rows.nth(1).waitFor();
  expect(await rows.nth(0).innerText()).toMatch(/End mill Ø 10/);
  expect(await rows.nth(1).innerText()).toMatch(/Drill.*6\.8/s);
  await picture('project-operations');
});

test('its two revisions differ in speed and feed, in words and in lines', async () => {
  await page.getByRole('button', { name: 'Revisions', exact: true }).click();
  await page.getByText(/n 6000 instead of 5000/).waitFor();
  await page.locator('.project-old-line', { hasText: 'S5000 M3' }).waitFor();
  await page.locator('.project-new-line', { hasText: 'S6000 M3' }).waitFor();
  expect(await page.getByText('2021/O4711.nc').count()).toBe(1);
  await picture('project-revisions');
});

test('what is like it is named, with what is alike and what is not', async () => {
  await page.getByRole('button', { name: 'Similar', exact: true }).click();
  await page.getByRole('link', { name: /CV-77/ }).waitFor();
  const why = await page.locator('.similar-because').first().innerText();
  expect(why).toContain('alike');
  expect(why).toMatch(/tool (End mill|Drill)/);
  await picture('project-similar');
});

test('how it went is told, and stands there with who told it', async () => {
  await page.getByRole('button', { name: 'Outcomes', exact: true }).click();
  await page.getByText('it is unknown, neither good nor bad').waitFor();
  await page.getByRole('button', { name: 'Scrap', exact: true }).click();
  await page.getByRole('spinbutton').fill('2');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('Scrap 2 pcs').waitFor();
  const { projects } = await product.get(`${paths.projects}?partNumber=FL-2040`, Projects);
  const path = paths.projectOutcomes.replace(':id', projects[0]!.id);
  const { outcomes } = await product.get(path, Outcomes);
  expect(outcomes).toMatchObject([{ kind: 'scrap', value: 2, person: 'owner' }]);
});

test('all runs can be reached; a part of a program is not held against the whole, and a phone shows every column', async () => {
  const { projects } = await product.get(`${paths.projects}?partNumber=FL-2040`, Projects);
  const project = projects[0]!;
  const { program } = project.thumbnail!;
  const ran = (day: number, ending: RunView['ending']): RunView => ({
    ...{ id: `run-${day}`, machine: 'mill-1', program, programName: 'O4711', revision: 2 },
    ...{ kind: 'program', counted: { parts: 5 } },
    beganUs: Date.UTC(2026, 0, day, 12) * 1000,
    endedUs: Date.UTC(2026, 0, day, 13) * 1000,
    ...{ ending, activeS: 60, assignedS: 60, estimateS: 120, overridden: false, confidence: 1 },
    operations: [{ number: 1, seconds: 60, estimateS: 80 }],
  });
  // No machine ran these programs; what the server says of one that did has its own tests.
  await page.route('**/runs*', (route) => {
    const isSecond = route.request().url().includes('after=');
    const pages = isSecond ? { runs: [ran(2, 'complete')] } : { runs: [ran(3, 'aborted')], next: 'older' };
    return route.fulfill({ json: pages });
  });
  await page.goto(`${product.url}/programs/projects/${project.id}?section=runs`);
  await page.getByText('2026-01-03').waitFor();
  expect(await page.getByText('of the estimated').count()).toBe(0);
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.getByText('50 % of the estimated').waitFor();
  await page.locator('.project-runs summary').last().click();
  await page.getByText('2. Drilling · T2').waitFor();
  const marked = page.waitForRequest('**/warm-up');
  await page.route('**/warm-up', (route) => route.fulfill({ json: { warmUp: true } }));
  await page.getByRole('button', { name: 'It was a warm-up' }).click();
  await hold(/^Mark O4711, 2026-01-02 .*, as a warm-up$/);
  expect((await marked).postDataJSON()).toEqual({ warmUp: true });
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.unroute('**/warm-up');
  await page.getByRole('button', { name: 'Tell how it went' }).click();
  await page.getByRole('button', { name: 'Good parts: one more' }).click();
  expect(await page.getByRole('spinbutton', { name: 'Scrap', exact: true }).inputValue()).toBe('');
  await page.getByRole('button', { name: 'Changed', exact: true }).first().click();
  await picture('project-run-told');
  await page.setViewportSize({ width: 390, height: 844 });
  await picture('project-run-told-phone');
  const beyond = await page
    .locator('.project-runs details')
    .evaluateAll((runs) => runs.filter((each) => each.scrollWidth > each.clientWidth).length);
  const sections = page.locator('.project-sections button');
  const edges = await sections.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().right));
  expect(beyond).toBe(0);
  expect(edges).toHaveLength(8);
  for (const edge of edges) expect(edge).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.unroute('**/runs*');
});

test('a dimension is entered by hand and judged by its limits', async () => {
  await page.getByRole('button', { name: 'Measurements', exact: true }).click();
  await page.getByText('Nothing is measured yet.').waitFor();
  const fields = {
    Characteristic: 'Bore 12 H7',
    Nominal: '12',
    'Lower limit': '12',
    'Upper limit': '12.018',
  };
  await page.getByLabel('Part (serial or running number)').fill('S-1');
  for (const [name, value] of Object.entries(fields))
    await page.getByLabel(name, { exact: true }).fill(value);
  await page.getByLabel('Measured', { exact: true }).fill('12.03');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('row', { name: /Bore 12 H7 S-1 .*12\.03 mm \+0\.03 outside owner/ }).waitFor();
  await picture('project-measurements');
  await page.getByRole('button', { name: 'Delete Bore 12 H7 of part S-1' }).click();
  await hold(/^Delete Bore 12 H7 of part S-1$/);
  await page.getByText('Nothing is measured yet.').waitFor();
});

test('points that are framed in the explorer are listed with their projects', async () => {
  await page.goto(`${product.url}/programs/explorer?x=diameter&y=n`);
  await page.getByText('4 operations.').waitFor();
  const box = (await page.getByRole('img', { name: /over/ }).boundingBox())!;
  // The right half: end mills of 10 mm, and no drill of 6.8 mm.
  await page.mouse.move(box.x + box.width * 0.55, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 12, box.y + box.height - 40, { steps: 4 });
  await page.mouse.up();
  await page.getByRole('heading', { name: '2 operations, 2 projects' }).waitFor();
  expect(await page.locator('.explorer-chosen tbody tr').allInnerTexts()).toEqual([
    expect.stringContaining('End mill'),
    expect.stringContaining('End mill'),
  ]);
  await picture('explorer');
});

test('without drawing, too: every point is listed; where there is none, it is said why', async () => {
  await page.goto(`${product.url}/programs/explorer?x=diameter&y=n`);
  await page.getByRole('button', { name: 'List all' }).press('Enter');
  await page.getByRole('heading', { name: '4 operations, 2 projects' }).waitFor();
  await page.getByRole('button', { name: 'Remove the frame' }).press('Enter');
  await page.locator('.explorer-chosen').waitFor({ state: 'detached' });
  await page.goto(`${product.url}/programs/explorer?x=diameter&y=n&tool=tap`);
  await page.getByText('No operation with both values matches this search.').waitFor();
  expect(await page.locator('.explorer-canvas').count()).toBe(0);
});
