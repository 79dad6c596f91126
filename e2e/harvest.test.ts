/** A newcomer brings the shop's programs in, through the screens alone: a folder, an upload, and what nothing tells surely. */
/// <reference lib="dom" />
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HarvestSources, MaterialInbox, paths } from '@mantinel/contract';
import { zipOf } from '@mantinel/harvester/zip-of';
import { beforeAll, expect, test } from 'vitest';
import { axeFaults } from './support/axe-faults.ts';
import { usePanel } from './support/use-panel.ts';

const panel = usePanel({ config: 'machines: []\n', timeoutMs: 20_000 });

/** Parts that have nothing in common but their material, of which they say nothing. */
const part = (number: number): string => {
  const lines = Array.from(
    { length: 40 },
    (_, at) =>
      `G1 X${(at * number * 1.37).toFixed(3)} Y${((at * at) / number).toFixed(3)} F${300 + number * 17}`,
  );
  return `%\nO${1000 + number} (HOLDER ${number})\nT${number} M6 (SPECIAL ${number})\nS${2000 + number * 10} M3\nG0 X0 Y0 Z5\nG1 Z-${number}. F200\n${lines.join('\n')}\nG0 Z50\nM30\n%\n`;
};

let folder: string;
beforeAll(async () => {
  folder = join(panel.directory, 'share');
  await mkdir(join(folder, 'brackets'), { recursive: true });
  for (let number = 1; number <= 12; number++)
    await writeFile(join(folder, 'brackets', `O${1000 + number}.nc`), part(number));
  await writeFile(join(folder, 'letter.txt'), 'Dear colleague,\nthe drawings follow on Monday.\n');
});

const open = (path: string) => panel.page.goto(panel.product.url + path);
const dialog = () => panel.page.getByRole('dialog');
const source = (location: string) => panel.page.locator(`[data-source="${location}"]`);

test('a folder is added, harvested and reported', async () => {
  const { page } = panel;
  await open('/');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Programs', exact: true }).click();
  await page.getByRole('link', { name: 'Harvest' }).click();
  await page.waitForSelector('text=No programs are known yet');
  await panel.picture('harvest-empty');
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Add a folder' }).click();
  await dialog().getByLabel('Folder').fill(join(folder, 'nowhere'));
  await dialog().getByLabel('How it is looked after').selectOption('asked');
  await dialog().getByRole('button', { name: 'Add and harvest' }).click();
  await dialog().getByRole('alert').waitFor();
  await dialog().getByLabel('Folder').fill(folder);
  await panel.picture('harvest-add');
  await dialog().getByRole('button', { name: 'Add and harvest' }).click();
  await source(folder).locator('text=12 new programs').waitFor({ timeout: 60_000 });
  await panel.picture('harvest-folder');
  await source(folder).getByRole('link', { name: 'Report' }).click();
  await page.waitForSelector('tr:has-text("letter.txt"):has-text("No program")');
  await panel.picture('harvest-report');
  expect(await axeFaults(page)).toEqual([]);
}, 120_000);

test('an archive is uploaded; what is hostile in it is told and stays out', async () => {
  const { page } = panel;
  await open('/programs/harvest');
  const zip = zipOf([
    { name: 'plates/O7001.nc', content: part(77), stored: true },
    { name: '../../outside.nc', content: part(78), stored: true },
  ]);
  await page
    .getByLabel('Choose files')
    .setInputFiles([{ name: 'from usb.zip', mimeType: 'application/zip', buffer: zip }]);
  await page.waitForSelector('text=1 file is uploaded');
  await source('Uploads').locator('text=1 new program').waitFor({ timeout: 60_000 });
  await panel.picture('harvest-upload');
  await source('Uploads').getByRole('link', { name: 'Report' }).click();
  await page.waitForSelector('tr:has-text("outside.nc"):has-text("Points out of the archive")');
  const { sources } = await panel.product.get(paths.harvestSources, HarvestSources);
  expect(sources.map(({ kind, programs }) => [kind, programs])).toEqual(
    expect.arrayContaining([
      ['folder', 12],
      ['upload', 1],
    ]),
  );
}, 120_000);

test('a watched folder is harvested by itself, missed when it vanishes, and picked up when it is back', async () => {
  const { page } = panel;
  await open('/programs/harvest');
  await source(folder)
    .getByRole('button', { name: /What can be done/ })
    .click();
  await page.getByRole('menuitem', { name: 'Change' }).click();
  await dialog().getByLabel('How it is looked after').selectOption('watched');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await source(folder).locator('text=watched for changes').waitFor();
  await writeFile(join(folder, 'brackets', 'O1013.nc'), part(13));
  await source(folder).locator('text=13 programs').waitFor({ timeout: 90_000 });
  await rename(folder, `${folder}-away`);
  await source(folder).getByRole('button', { name: 'Harvest now' }).click();
  await source(folder).locator('text=Not there since').waitFor({ timeout: 60_000 });
  await panel.picture('harvest-gone');
  await rename(`${folder}-away`, folder);
  await source(folder).locator('text=Not there since').waitFor({ state: 'detached', timeout: 150_000 });
}, 400_000);

test('the material of ten projects is confirmed at once, and what lies in the same folder is answered by the rule', async () => {
  const { page } = panel;
  await open('/programs/inbox');
  await page.getByLabel('Name, number or folder').fill('brackets');
  await page.waitForSelector('text=/All \\(13\\)/');
  const boxes = page.locator('tbody input[type=checkbox]');
  await boxes.nth(0).check();
  await boxes.nth(9).click({ modifiers: ['Shift'] });
  await page.waitForSelector('text=10 chosen');
  await panel.picture('inbox');
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Answer' }).click();
  await dialog().getByLabel('Material').selectOption('aluminium');
  await dialog().getByLabel('Grade').fill('6082-T6');
  await dialog().getByLabel('Remember it').selectOption('folder');
  await panel.picture('inbox-answer');
  await dialog().getByRole('button', { name: 'Confirm' }).click();
  await page.waitForSelector('text=10 confirmed.');
  await panel.picture('inbox-confirmed');
  await expect
    .poll(
      async () => {
        const waiting = await panel.product.get(`${paths.materialInbox}?text=brackets`, MaterialInbox);
        return waiting.projects.length;
      },
      { timeout: 60_000 },
    )
    .toBe(0);
}, 120_000);

test('tools are told by kind and diameter', async () => {
  const { page } = panel;
  await open('/programs/inbox');
  await page.getByRole('button', { name: 'Tools', exact: true }).click();
  await page.getByLabel('Name, number or folder').fill('O1007');
  const row = page.locator('tbody tr', { hasText: 'T7' }).first();
  await row.waitFor();
  await panel.picture('inbox-tools');
  await row.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Answer' }).click();
  await dialog().getByLabel('Kind of tool').selectOption('end-mill');
  await dialog().getByLabel('Diameter in mm').fill('12,5');
  await dialog().getByRole('button', { name: 'Confirm' }).click();
  await page.waitForSelector('text=1 confirmed.');
}, 60_000);

test('what is remembered is listed, and forgotten with what it answered', async () => {
  const { page } = panel;
  await open('/programs/inbox');
  await page.getByRole('button', { name: 'Remembered', exact: true }).click();
  const forget = page.getByRole('button', { name: /^Forget “.*6082-T6/ });
  await forget.waitFor();
  await panel.picture('inbox-remembered');
  expect(await axeFaults(page)).toEqual([]);
  await forget.click();
  await dialog().waitFor();
  await panel.picture('inbox-forget');
  await dialog().getByLabel('Reason').fill('that folder holds steel as well');
  // As a finger does: down, a second, up.
  await dialog()
    .getByRole('button', { name: /^Forget / })
    .hover();
  await page.mouse.down();
  await page.waitForTimeout(1200);
  await page.mouse.up();
  // Its button has the name of the row's.
  await dialog().waitFor({ state: 'hidden' });
  await forget.waitFor({ state: 'detached' });
  expect(await page.getByRole('button', { name: /^Forget “.*Aluminium/ }).count()).toBe(1);
}, 60_000);
