/** The NC viewer on real WebGL (Chromium's software renderer): opened and dropped programs, choosing in code, picture and list, without a mouse, without WebGL. */
/// <reference lib="dom" />
import { Buffer } from 'node:buffer';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeFaults } from './support/axe-faults.ts';
import { usePanel } from './support/use-panel.ts';

const panel = usePanel({ timeoutMs: 20_000 });

const plate = [
  '%',
  'O100 (PLATE)',
  'G21 G90 G17 G54',
  'T1 M6 (D=10 END MILL)',
  'S3000 M3',
  'G0 X0 Y0',
  'G43 H1 Z5',
  'G1 Z-2 F200',
  'X80 F600',
  'Y50',
  'X0',
  'Y0',
  'G0 Z50',
  'T2 M6 (D=5 DRILL)',
  'S2000 M3',
  'G0 X20 Y25',
  'G43 H2 Z10',
  'G81 Z-8 R2 F100',
  'X60',
  'G80',
  'G0 Z50',
  'G1 X70',
  'M30',
  '%',
].join('\n');

const open = (page: Page, name: string, text: string | Buffer) =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });

async function viewer(page = panel.page): Promise<void> {
  await page.goto(`${panel.product.url}/programs/view`);
  await page.getByRole('heading', { name: 'NC viewer' }).waitFor();
}

async function opened(page = panel.page): Promise<void> {
  await viewer(page);
  await open(page, 'plate.nc', plate);
  await page.locator('.operations tbody tr').nth(1).waitFor();
}

const chosenText = (page = panel.page) => page.locator('.program-chosen').textContent();

test('code, path, operations, findings and time; nothing leaves the computer', async () => {
  const writes: string[] = [];
  panel.page.on('request', (request) => {
    if (request.method() !== 'GET') writes.push(`${request.method()} ${request.url()}`);
  });
  await opened();
  expect(await panel.page.locator('.code-line').nth(8).textContent()).toContain('X80 F600');
  expect(await panel.page.locator('.program-facts').textContent()).toMatch(/About .*\(.* – .*\)/);
  expect(await panel.page.locator('.operations tbody tr').nth(1).textContent()).toContain('Drilling');
  // The canvas has been drawn on: not all of its pixels are the ground.
  const drawn = await panel.page.evaluate(async () => {
    const canvas = document.querySelector<HTMLCanvasElement>('.toolpath-stage canvas')!;
    const copy = document.createElement('canvas');
    copy.width = canvas.width;
    copy.height = canvas.height;
    const context = copy.getContext('2d')!;
    context.drawImage(canvas, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer);
    return new Set(pixels).size;
  });
  expect(drawn).toBeGreaterThan(2);
  expect(writes).toEqual([]);
  await panel.picture('nc-viewer');
});

test('a line chooses its move, an operation its lines, and a click on the path its line', async () => {
  await opened();
  await panel.page.locator('.code-line', { hasText: 'X80 F600' }).click();
  expect(await chosenText()).toContain('Line 9');
  await panel.page.getByRole('button', { name: /^2\. Drilling/ }).click();
  await panel.page.locator('.code-marked', { hasText: 'G81' }).waitFor();
  expect(await panel.page.locator('.code-marked', { hasText: 'X80' }).count()).toBe(0);
  // From above, the marker stands where the move of line 9 ends; there it is picked again.
  await panel.page.getByRole('button', { name: 'Top' }).click();
  await panel.page.locator('.code-line', { hasText: 'X80 F600' }).click();
  const marker = panel.page.locator('.toolpath-marker');
  await marker.waitFor({ state: 'attached' });
  await panel.page.waitForTimeout(400);
  const { x, y, width, height } = (await marker.boundingBox())!;
  await panel.page.locator('.code-line', { hasText: 'M30' }).click();
  await panel.page.mouse.click(x + width / 2 - 40, y + height / 2);
  await expect.poll(() => chosenText()).toContain('Line 9');
  expect(await panel.page.locator('.code-current').textContent()).toContain('X80 F600');
});

test('by keys alone: searching, lines, turning and stepping', async () => {
  await opened();
  const { page } = panel;
  await page.getByLabel('Find in the program').focus();
  await page.keyboard.type('g81');
  await page.locator('.code-search output', { hasText: 'in 1 line' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.code-current', { hasText: 'G81' }).waitFor();
  await page.getByRole('listbox', { name: 'Lines of the program' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.locator('.code-current', { hasText: 'X60' }).waitFor();
  await page.getByRole('application').focus();
  const axes = () => page.locator('.toolpath-axis').first().getAttribute('x2');
  const before = await axes();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(axes).not.toBe(before);
  await page.keyboard.press('1');
  await page.keyboard.press('0');
  await page.locator('.toolpath-axis-end').waitFor({ state: 'attached' });
  const chosen = await chosenText();
  await page.keyboard.press('n');
  await expect.poll(() => chosenText()).not.toBe(chosen);
});

test.each(['light', 'dark'] as const)('axe finds no fault, %s', async (colorScheme) => {
  await panel.page.emulateMedia({ colorScheme });
  await viewer();
  expect(await axeFaults(panel.page)).toEqual([]);
  await opened();
  await panel.page.getByRole('button', { name: /^1\./ }).first().click();
  expect(await axeFaults(panel.page)).toEqual([]);
  await panel.page.getByRole('button', { name: /^Findings \(/ }).click();
  expect(await axeFaults(panel.page)).toEqual([]);
});

test('what is no program is told in a sentence, and the one before stays', async () => {
  await opened();
  await open(panel.page, 'part.step.zip', Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8]));
  await panel.page.getByRole('alert').filter({ hasText: 'part.step.zip is no text' }).waitFor();
  expect(await panel.page.locator('.code-line').first().textContent()).toContain('%');
  await open(panel.page, 'empty.nc', '');
  await panel.page.getByRole('alert').filter({ hasText: 'empty.nc is empty' }).waitFor();
});

test('a program of a hundred thousand lines keeps some on the screen alone', async () => {
  await viewer();
  const pass = Array.from({ length: 100_000 }, (_, i) => `X${(i % 500) / 5} Y${i / 2000}`).join('\n');
  await open(panel.page, 'pass.nc', `G21 G90 G17\nS9000 M3\nG0 X0 Y0 Z5\nG1 Z0 F2000\n${pass}\nM30\n`);
  await panel.page.locator('.operations tbody tr').first().waitFor({ timeout: 60_000 });
  await panel.page.getByRole('listbox').focus();
  await panel.page.keyboard.press('End');
  await panel.page.locator('.code-current', { hasText: 'M30' }).waitFor();
  expect(await panel.page.locator('.code-line').count()).toBeLessThan(120);
}, 120_000);

test('without WebGL a sentence and a plan', async () => {
  const page = await panel.newPage();
  await page.addInitScript(() => {
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (
      this: HTMLCanvasElement,
      kind: string,
      ...rest: unknown[]
    ) {
      return kind.startsWith('webgl')
        ? null
        : (get as (...all: unknown[]) => unknown).call(this, kind, ...rest);
    } as typeof get;
  });
  await opened(page);
  await page.getByText('WebGL 2 is off or missing').waitFor();
  const path = await page.locator('.toolpath-plan-cuts').getAttribute('d');
  expect(path).toMatch(/^M\d/);
  await page.close();
});
