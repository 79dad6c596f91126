/** The story of an alarm: a machine raises it, the operator reads it in plain words and answers, and the history says who did. */
/// <reference lib="dom" />
import { type AdapterStandIn, openAdapterStandIn } from '@mantinel/connectors/adapter-stand-in';
import { Alarms, paths } from '@mantinel/contract';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { newDirectory, type Product, removeDirectory, startProduct } from './support/product.ts';

let directory = '';
let product: Product;
let adapter: AdapterStandIn;
let browsers: Awaited<ReturnType<typeof startChromium>>[] = [];
/** Petra stands at the machine; the owner sits at a desk. */
let petra: Page;
let owner: Page;

const say = (...parts: string[]) => adapter.send(`${new Date().toISOString()}|${parts.join('|')}\n`);
const raise = (number: string, text: string) => say('servo', 'FAULT', number, '', '', text);
const picture = async (page: Page, name: string) => {
  const folder = process.env.MANTINEL_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
};

beforeAll(async () => {
  directory = await newDirectory();
  adapter = await openAdapterStandIn();
  adapter.onConnect(`${new Date().toISOString()}|execution|ACTIVE\n`);
  const machine = {
    connector: 'shdr',
    id: 'mill',
    name: 'Mill 1',
    host: '127.0.0.1',
    port: adapter.port,
    controller: 'fanuc',
  };
  product = await startProduct({
    directory,
    config: JSON.stringify({ data: './data', machines: [machine] }),
  });
  owner = await pageAs(product.cookie);
  petra = await pageAs(await signInAs('Petra Nováková', 'operator'));
}, 120_000);
afterAll(async () => {
  for (const { close } of browsers) await close();
  browsers = [];
  await product?.stop();
  await adapter?.close();
  await removeDirectory(directory);
});

async function ask<T>(method: string, path: string, body: object): Promise<{ answer: Response; json: T }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await product.fetch(path, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return { answer, json: (await answer.json()) as T };
}

/** The cookie of a new person with a role on the whole site. */
async function signInAs(name: string, role: string): Promise<string> {
  const place = 'site:plant';
  const { json: person } = await ask<{ id: string }>('POST', paths.people, { name, place });
  await ask('POST', paths.grants, { person: person.id, role, place });
  const link = await ask<{ path: string }>('POST', paths.personPasswordLink.replace(':id', person.id), {});
  const token = link.json.path.split('#')[1];
  const { answer } = await ask('POST', paths.password, { token, password: 'a horse in the hall' });
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}

async function pageAs(cookie: string): Promise<Page> {
  const browser = await startChromium({ width: 1280, height: 800 });
  browsers.push(browser);
  const [name, value] = cookie.split('=') as [string, string];
  await (browser.context as BrowserContext).addCookies([{ name, value, url: product.url }]);
  const page = await browser.context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

const alarmId = async (number: string) => {
  const { alarms } = await product.get(paths.alarms, Alarms);
  return alarms.find(({ nativeCode }) => nativeCode === number)!.id;
};

test('an alarm is read in plain words at the machine, answered there, and the history says by whom', async () => {
  await petra.goto(`${product.url}/operator`);
  const tile = petra.locator('[data-machine=mill]');
  await tile.getByText('Running').waitFor();

  await raise('SV0401', 'SERVO ALARM: V-READY OFF');
  await tile.getByText('A servo drive is not ready').waitFor();
  await tile.getByText('Fault').waitFor();
  await tile.getByText('Check that no emergency stop is pressed', { exact: false }).waitFor();
  const seen = tile.getByRole('button', { name: 'I have seen it' });
  expect((await seen.boundingBox())!.height).toBeGreaterThanOrEqual(120);
  const how = tile.getByRole('button', { name: 'What to do' });
  expect((await how.boundingBox())!.height).toBeGreaterThanOrEqual(96);
  await picture(petra, 'operator-alarm');

  await petra.evaluate(() => localStorage.setItem('mantinel.language', 'sk'));
  await petra.reload();
  await tile.getByText('Servopohon nie je pripravený').waitFor();
  await picture(petra, 'operator-alarm-sk');
  await petra.evaluate(() => localStorage.setItem('mantinel.language', 'en'));
  await petra.reload();

  await how.click();
  await petra.getByText('The control says: SV0401 SERVO ALARM: V-READY OFF').waitFor();
  await petra.getByRole('button', { name: 'Back' }).click();
  await seen.click();
  await tile.getByText('Seen by Petra Nováková').waitFor();
  expect(await seen.count()).toBe(0);

  await owner.goto(`${product.url}/alarms/${await alarmId('SV0401')}`);
  await owner.locator('.alarm-history').getByText('Petra Nováková').waitFor();
  await owner.locator('.panel').getByText('Standing, acknowledged', { exact: false }).waitFor();
  await picture(owner, 'alarm-history');
}, 90_000);

test('of two people at one alarm the second is told that somebody was faster', async () => {
  await owner.goto(`${product.url}/alarms`);
  await raise('SV0411', 'SERVO ALARM: EXCESS ERROR (MOVING)');
  const row = owner.locator('.alarm-row', { hasText: 'SV0411' });
  await row.waitFor();
  const id = await alarmId('SV0411');
  // What the owner sends waits on its way until Petra's answer has arrived.
  let go: () => void = () => undefined;
  const faster = new Promise<void>((resolve) => {
    go = resolve;
  });
  await owner.route(`**/alarms/${id}/acknowledgement`, async (route) => {
    await faster;
    await route.continue();
  });
  // By keys alone: to the row, and acknowledge.
  await row.getByRole('button', { name: 'Acknowledge' }).waitFor();
  await owner.keyboard.press('j');
  while (!(await row.evaluate((element) => element.contains(document.activeElement))))
    await owner.keyboard.press('j');
  await owner.keyboard.press('a');
  const seen = petra.locator('[data-machine=mill]').getByRole('button', { name: 'I have seen it' });
  await seen.click();
  await seen.waitFor({ state: 'detached' });
  go();
  await owner.getByRole('alert').getByText('This cannot be done with an alarm', { exact: false }).waitFor();
  await row.getByText('Standing, acknowledged').waitFor();
  await picture(owner, 'alarm-somebody-faster');
}, 60_000);

test('why a machine stands is one tap from its tile', async () => {
  await say('execution', 'INTERRUPTED');
  await owner.goto(product.url);
  await owner.getByRole('link', { name: 'Why is Mill 1 stopped?' }).click();
  await owner.getByRole('heading', { name: 'Why Mill 1 is stopped' }).waitFor();
  await owner.locator('.why-first').waitFor();
  await picture(owner, 'why-stopped');
}, 60_000);

test('a note on an event stands in its row for whoever comes next', async () => {
  await petra.goto(`${product.url}/?level=operator`);
  await petra.locator('.row', { hasText: 'A servo drive is not ready' }).first().click();
  await petra.getByLabel('What should the next one know?').fill('Contactor in cabinet 2 was loose');
  await petra.getByRole('button', { name: 'Add the note' }).click();
  await petra.locator('.note', { hasText: 'Contactor in cabinet 2 was loose' }).waitFor();
  await owner.goto(`${product.url}/?level=operator`);
  await owner.locator('.row', { hasText: 'Contactor in cabinet 2 was loose' }).waitFor();
  await owner.keyboard.press('a');
  const note = owner.locator('.note', { hasText: 'Contactor in cabinet 2' });
  await note.getByText('Petra Nováková').waitFor();
  // Whoever keeps order may remove it, and puts no words into her mouth.
  expect(await note.getByRole('button', { name: 'Change' }).count()).toBe(0);
  await note.getByRole('button', { name: 'Remove', exact: true }).waitFor();
  await picture(owner, 'notes');
}, 60_000);

test('a screen without connection says so larger than anything on it', async () => {
  await petra.goto(`${product.url}/operator`);
  await petra.locator('[data-machine=mill]').getByText('Fault').waitFor();
  await product.stop();
  await petra.getByRole('alert').getByText('No connection', { exact: false }).waitFor({ timeout: 30_000 });
  await petra.locator('.operator-stale[data-machine=mill]').getByText('No data').waitFor();
  await picture(petra, 'operator-lost');
}, 60_000);
