/** What a control says, explained by the shop: from where an alarm is read, and from a builder's list; what was recorded before is read so, too. */
/// <reference lib="dom" />
import { openAdapterStandIn } from '@mantinel/connectors/adapter-stand-in';
import { afterAll, expect, test } from 'vitest';
import { usePanel } from './support/use-panel.ts';

const adapter = await openAdapterStandIn();
const now = new Date().toISOString();
adapter.onConnect(
  [
    `${now}|execution|ACTIVE`,
    `${now}|servo|WARNING|9001|||PALLET NOT SEATED`,
    `${now}|logic|WARNING|9002|||CHIP BIN FULL`,
    '',
  ].join('\n'),
);
const machine = { connector: 'shdr', host: '127.0.0.1', port: adapter.port };
const panel = usePanel({
  config: JSON.stringify({
    data: './data',
    machines: [
      { ...machine, id: 'mill', name: 'Mill 1', controller: 'acme' },
      { ...machine, id: 'grinder', name: 'Grinder' },
    ],
  }),
  timeoutMs: 20_000,
});
afterAll(() => adapter.close());

const dialog = () => panel.page.getByRole('dialog');
const open = (path: string) => panel.page.goto(panel.product.url + path);
const alarm = (text: string, name: string) =>
  panel.page.locator('.alarm-row', { hasText: text }).filter({ hasText: name });

test('an alarm is explained from where it is read, and events of before are read so', async () => {
  await open('/?level=operator&machine=mill');
  await panel.page.locator('.row', { hasText: '9001 PALLET NOT SEATED' }).waitFor();
  await open('/alarms');
  await alarm('9001', 'Mill 1').locator('.alarms-title').click();
  await panel.picture('alarm-unexplained');
  await panel.page.getByRole('link', { name: 'Explain it' }).click();
  expect(await dialog().getByLabel('Event code').inputValue()).toBe('acme.9001');
  await dialog().getByLabel('What happened, in a line').fill('The pallet does not sit');
  await dialog().getByLabel('What to do').fill('Blow off the cones, then load again');
  await dialog().getByRole('button', { name: 'Add' }).click();
  await dialog().waitFor({ state: 'detached' });
  await panel.page.locator('tr', { hasText: 'acme.9001' }).waitFor();

  await open('/?level=operator&machine=mill');
  const row = panel.page.locator('.row', { hasText: 'The pallet does not sit' }).first();
  await row.click();
  await panel.page.getByText('Blow off the cones, then load again').waitFor();
  await panel.picture('event-explained');
}, 90_000);

test('without its controller a number is not explained, since the words would stand beside all others', async () => {
  await open('/alarms');
  await alarm('9001', 'Grinder').locator('.alarms-title').click();
  await panel.page.getByText('enter the controller family of this machine', { exact: false }).waitFor();
  expect(await panel.page.getByRole('link', { name: 'Explain it' }).count()).toBe(0);
  await panel.page.getByRole('link', { name: 'Enter the controller' }).click();
  await panel.page.getByRole('heading', { name: 'Plant and machines' }).waitFor();
  await open('/admin/catalogue');
  const inbox = panel.page.locator('tr', { hasText: 'condition.' });
  await inbox.first().getByRole('link', { name: 'Enter the controller' }).waitFor();
}, 60_000);

test("a machine builder's list explains what waits in the inbox", async () => {
  await open('/admin/catalogue');
  await panel.page.locator('tr', { hasText: 'acme.9002' }).waitFor();
  await panel.page.getByRole('button', { name: 'Bring in a list' }).click();
  await dialog().getByLabel('Controller, for rows with bare numbers').fill('acme');
  await dialog()
    .locator('input[type=file]')
    .setInputFiles({
      name: 'acme.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('number,title,action\n9002,The chip bin is full,Empty the bin\n'),
    });
  await dialog().getByText('Added: 1').waitFor();
  await panel.picture('catalogue-import');
  await dialog().getByRole('button', { name: 'Bring in one record' }).click();
  await dialog().getByText('Brought in: acme.csv').waitFor();
  await panel.page.keyboard.press('Escape');
  await panel.page.locator('tr', { hasText: 'acme.9002' }).waitFor({ state: 'detached' });
  await open('/?level=operator&machine=mill');
  await panel.page.locator('.row', { hasText: 'The chip bin is full' }).first().waitFor();
}, 90_000);
